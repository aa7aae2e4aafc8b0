/** The code of a package or an offer: lower-case letters, digits and dashes, at most 40 characters. */
export const catalogueCode = /^[a-z0-9][a-z0-9-]{0,39}$/

export const isCatalogueCode = (text: string): boolean => catalogueCode.test(text)
