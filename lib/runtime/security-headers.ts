import { reportEndpoint, reportGroup } from "./content-security-policy"

const unusedFeatures = ["camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"]

/** The headers of every answer, apart from its content security policy. `https`: APP_URL is https. */
export const securityHeaders = ({
  https,
}: {
  readonly https: boolean
}): Readonly<Record<string, string>> => ({
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // The path of a page can hold a token: other sites get no referrer. `no-referrer` would make forms post
  // `Origin: null`.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": unusedFeatures.map((feature) => `${feature}=()`).join(", "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-DNS-Prefetch-Control": "off",
  "Reporting-Endpoints": `${reportGroup}="${reportEndpoint}"`,
  ...(https && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
})
