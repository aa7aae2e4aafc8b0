/**
 * A typed or pasted number without what only groups it: blanks, every kind of dash (U+2212, the minus, too),
 * and the invisible signs that phones and word processors put around copied numbers.
 */
export const bareNumber = (typed: string): string => typed.replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, "")
