const letters = new Map([
  ["\u015e", "Ș"],
  ["\u015f", "ș"],
  ["\u0162", "Ț"],
  ["\u0163", "ț"],
])

/**
 * Romanian's S and T with a comma below, where an old keyboard or Windows-1250, which has no others, wrote
 * them with a cedilla. Also composes letters that a file has in two signs.
 */
export const withCommaBelow = (text: string): string =>
  text.normalize("NFC").replace(/[\u015e\u015f\u0162\u0163]/g, (letter) => letters.get(letter) ?? letter)
