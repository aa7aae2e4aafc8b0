/** The most lines of one order: all of them fit on one page of an invoice. */
export const maxOrderLines = 40
