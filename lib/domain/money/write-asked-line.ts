/** As a query parameter: "<link id>:<offer code>", with the price that is shown beside it ":4400". */
export const writeAskedLine = (line: {
  readonly linkId: string
  readonly offerCode: string
  readonly priceBani?: number | null
}): string => [line.linkId, line.offerCode, ...(line.priceBani ? [line.priceBani] : [])].join(":")
