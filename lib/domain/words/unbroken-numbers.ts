/** Each number on one line with its word: "44,00 lei", "4 zile", "· 44,00 lei", "FS 12", "021 000 00 00". */
export const unbrokenNumbers = (text: string): string =>
  text.replace(/(?<=\d) (?=[\p{Ll}\d])|(?<=·|\b\p{Lu}{2,4}) (?=\d)/gu, "\u00a0")
