import "server-only"

/**
 * The origin of the provider's payment page, for the form-action directive of the content security policy.
 * Stripe serves the page on another host than its API; the stand-in uses one host for both. A file of its
 * own, because proxy.ts runs before each rendered page and must not load the Stripe SDK.
 */
export function payPageOrigin(apiUrl: string): string {
  const api = new URL(apiUrl)
  return api.hostname === "api.stripe.com" ? "https://checkout.stripe.com" : api.origin
}
