/** The query parameter with an offer's code, in our own links and in campaign links. */
export const offerParameter = "pachet"

/**
 * The parameters of a marketing link that are kept from the first page to the account (docs/marketing.md):
 * click ids and the offer, whole, and notes. All others are dropped.
 */
const clickIdOrOffer = /^(?:gclid|gbraid|wbraid|fbclid|msclkid|pachet)$/
const note = /^utm_[a-z_]{1,30}$/
/**
 * Text of at most 1,000 characters. Facebook and Google publish no longest click id; those seen have up to
 * 300.
 */
const plainValue = /^\P{Cc}{1,1000}$/u
/** Of all notes together, so that the address of a page fits into the headers of a request. */
const longestNotes = 2_000

export type Campaign = Record<string, string>

export function campaignOf(parameters: URLSearchParams): Campaign {
  let length = 0
  const isShortNote = (name: string, value: string) => {
    length += name.length + value.length
    return length <= longestNotes
  }
  return Object.fromEntries(
    [...new Map(parameters)].filter(
      ([name, value]) =>
        plainValue.test(value) &&
        (clickIdOrOffer.test(name) || (note.test(name) && isShortNote(name, value))),
    ),
  )
}

/** Adds the campaign's parameters to a path. A parameter that the path already has keeps its value. */
export function withCampaign(path: string, campaign: Campaign): string {
  const [base = "", already = ""] = path.split("?")
  const given = Object.fromEntries(new URLSearchParams(already))
  const query = new URLSearchParams({ ...campaign, ...given }).toString()
  return query ? `${base}?${query}` : base
}

/**
 * The campaign in this page's URL, or else in the URL of the previous page if it has the same origin: a click
 * before that page's scripts had loaded did not add the parameters to the link. `referrer` is
 * `document.referrer`: a URL or "".
 */
export function campaignOfVisit(address: URL, referrer: string): Campaign {
  const own = campaignOf(address.searchParams)
  // Not `URL.parse`: some phones do not have it yet.
  const before = referrer === "" ? null : new URL(referrer)
  return Object.keys(own).length > 0 || before?.origin !== address.origin
    ? own
    : campaignOf(before.searchParams)
}
