/** What a marketing link carries: kept from the first page to the account. Other parameters are not ours to keep. */
const campaignParameter = /^(?:utm_[a-z_]{1,30}|gclid|fbclid|pachet)$/
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

const isPlain = (value: string) => value.isWellFormed() && !/\p{Cc}/u.test(value)
