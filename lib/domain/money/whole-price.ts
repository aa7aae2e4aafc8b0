type Received = { readonly receivedAmount: number | null; readonly receivedCurrency: string | null }

/** Only the whole price, in lei, can pay an order: the money received must equal the money invoiced. */
export const isWholePrice = ({ receivedAmount, receivedCurrency }: Received, totalBani: number): boolean =>
  receivedAmount === totalBani && receivedCurrency === "ron"
