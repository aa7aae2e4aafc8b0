const offerCode = /^[a-z0-9][a-z0-9-]{0,39}$/

/** An offer's code: lower-case letters, digits and dashes, at most 40. */
export const isOfferCode = (text: string): boolean => offerCode.test(text)
