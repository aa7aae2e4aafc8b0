/** Posted by a person who was asked whether they want again what they paid within the last day. */
export const repeatField = "inca-o-data"

/** One field per card and package; its value is the chosen offer, or nothing. */
export const choiceField = (linkId: string, packageCode: string) => `oferta:${linkId}:${packageCode}`

/**
 * One hidden field per line of the confirmation page; its value is the price that the page shows, in bani.
 */
export const lineField = (linkId: string, offerCode: string) => `linie:${linkId}:${offerCode}`

/** The name under which the fields of the order are kept where its session ended meanwhile. */
export const orderDraft = "order"

/** The versions of the legal texts that the page shows, so that the order never bears others. */
export const textsField = "termeni"
