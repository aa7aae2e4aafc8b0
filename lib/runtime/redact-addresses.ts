const hidden = "[address]"

/** What can be neither in an address nor between its parts. */
const word = /[^\s"<>()[\],;:]+/gu
const at = /@|%40|＠/iu

/** Each step goes once along the text: a long one takes no more time than it has characters. */
function holdsAddress(one: string): boolean {
  const start = one.search(at)
  return start > 0 && one.includes(".", start)
}

/**
 * A text of a provider, or an error's, as logs and `lastError` columns may hold it: e-mail addresses are
 * replaced, with what is written to them without a blank.
 */
export const redactAddresses = (text: string): string =>
  text.replace(word, (one) => (holdsAddress(one) ? hidden : one))
