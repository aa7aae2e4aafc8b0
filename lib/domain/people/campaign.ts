/** Names the offer that a link is about, in our own links and in those of campaigns. */
export const offerParameter = "pachet"

/** The parameters of a marketing link that are kept from the first page to the account. All others are dropped. */
const campaignParameter = new RegExp(`^(?:utm_[a-z_]{1,30}|gclid|fbclid|${offerParameter})$`)
const longestValue = 200
const mostParameters = 12

export type Campaign = Record<string, string>

export function campaignOf(parameters: URLSearchParams): Campaign {
  const kept = [...parameters].filter(
    ([name, value]) =>
      campaignParameter.test(name) && value !== "" && value.length <= longestValue && isPlain(value),
  )
  return Object.fromEntries(kept.slice(0, mostParameters))
}

/** The same parameters on the address of the next page; one that this address has already stays as it is. */
export function withCampaign(path: string, campaign: Campaign): string {
  const [base = "", already = ""] = path.split("?")
  const query = new URLSearchParams({ ...campaign, ...Object.fromEntries(new URLSearchParams(already)) })
  return query.size === 0 ? base : `${base}?${query}`
}

/**
 * What this page's address carries, or else the page before it, if it was ours: a link that was pressed before that page's scripts
 * had come did not take it along. `referrer` as the browser says it: an address, or nothing.
 */
export function campaignOfVisit(address: URL, referrer: string): Campaign {
  const own = campaignOf(address.searchParams)
  // `URL.parse` is too young for some phones.
  const before = referrer === "" ? null : new URL(referrer)
  return Object.keys(own).length > 0 || before?.origin !== address.origin
    ? own
    : campaignOf(before.searchParams)
}

const isPlain = (value: string) => value.isWellFormed() && !/\p{Cc}/u.test(value)
