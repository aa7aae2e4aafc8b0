import { closedLinkDays } from "../time/lifetimes"

/** How many cards an account may hold; the operator can raise it for one (`smartcardsAllowed`). */
export const smartcardsPerAccount = 20

/** How many cards an account may add in 24 hours, with removed ones and those of its mailbox that closed. */
export const newSmartcardsPerDay = 10

/**
 * What the operator is shown as a run: so many cards, added within the days, each serial at most `apart` from
 * the next, by accounts that added `perAccount` of them on average. A shop's box of cards sold to its
 * customers, one card each, is none.
 */
export const neighbourRun = { cards: 5, apart: 10, days: closedLinkDays, perAccount: 2 } as const

/** How many cards a page of the account shows. */
export const smartcardsOnPage = 12
