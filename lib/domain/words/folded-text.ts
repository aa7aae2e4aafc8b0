/** For searching: small letters without diacritics, so that "mures" finds "Mureș". */
export const foldedText = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
