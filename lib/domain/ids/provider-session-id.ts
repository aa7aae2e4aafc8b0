import type { ProviderSessionId } from "./brand"

/** Stripe reserves 255 characters for an id. */
const longest = 255

/** The provider's id of a checkout session, "cs_test_a1B2"; null when the text cannot be one. */
export const parseProviderSessionId = (text: string): ProviderSessionId | null =>
  text.length <= longest && /^[\w-]+$/.test(text) ? (text as ProviderSessionId) : null
