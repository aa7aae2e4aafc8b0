/** The most unpaid orders of a customer. One more cancels the oldest that no payment is under way for. */
export const maxOpenOrders = 3

/** The most lines of one order: all of them fit on one page of an invoice. */
export const maxOrderLines = 40

/** After a delayed payment brought no money, the order can be paid again for so long. */
export const repayDays = 2
