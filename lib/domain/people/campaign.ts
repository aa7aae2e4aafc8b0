/** The query parameter with an offer's code, in our own links and in campaign links. */
export const offerParameter = "pachet"

/**
 * The parameters of a marketing link that are kept from the first page to the account. All others are
 * dropped.
 */
const campaignParameter = new RegExp(
  `^(?:utm_[a-z_]{1,30}|gclid|gbraid|wbraid|fbclid|msclkid|${offerParameter})$`,
)
/** Facebook and Google publish no longest click id; those seen have up to 300 characters. */
const longestValue = 1_000
/** Of all values together, so that the address of a page fits into the headers of a request. */
const longestCampaign = 4_000
const mostParameters = 12

export type Campaign = Record<string, string>

export function campaignOf(parameters: URLSearchParams): Campaign {
  const kept = [...parameters].filter(
    ([name, value]) =>
      campaignParameter.test(name) && value !== "" && value.length <= longestValue && isPlain(value),
  )
  let length = 0
  const fitting = kept.filter(([, value]) => {
    length += value.length
    return length <= longestCampaign
  })
  return Object.fromEntries(fitting.slice(0, mostParameters))
}

/** Adds the campaign's parameters to a path. A parameter that the path already has keeps its value. */
export function withCampaign(path: string, campaign: Campaign): string {
  const [base = "", already = ""] = path.split("?")
  const query = new URLSearchParams({ ...campaign, ...Object.fromEntries(new URLSearchParams(already)) })
  return query.size === 0 ? base : `${base}?${query}`
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

const isPlain = (value: string) => value.isWellFormed() && !/\p{Cc}/u.test(value)
