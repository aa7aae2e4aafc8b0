/**
 * How long links and sessions are valid, and how long rows are kept. The privacy page states each of them.
 */
export const activationLifetimeHours = 48
export const resetLifetimeMinutes = 60
export const signInLinkLifetimeMinutes = 40
/** The shortest time between two links of one kind to one address. Older ones live on. */
export const linkIntervalMinutes = 20
export const emailChangeLifetimeMinutes = 60
export const sessionLifetimeDays = 90
export const sessionIdleDays = 30
/** Browsers limit cookies to 400 days. */
export const knownDeviceDays = 400
export const auditMemoryDays = 365
/** After it expires. Until then its page says whether a link was used, expired or replaced. */
export const tokenMemoryDays = 60
/** Longer than the days before its end on which a period is announced, so that none is announced again. */
export const alertMemoryDays = 90
/**
 * Long enough to answer a customer's question about a mail. Reminders are deduplicated by `expiry_alerts`.
 */
export const mailMemoryDays = 90
/**
 * Mails to an address that another person may have typed, to confirm it or as the receipt of a message. Long
 * enough for the events of the mail provider, which find the mail by its row.
 */
export const strangerMailDays = 7
/** The longest memory of a rate limit, after its last counted attempt. */
export const limitMemoryDays = 7
/** From the end of the year of issue (accounting law 82/1991, article 25). No job erases invoices. */
export const invoiceMemoryYears = 5
/** How long a payment page stays open. The provider requires at least 30 minutes. */
export const paymentLifetimeMinutes = 60
/**
 * Cards that an account added before it closed or changed its address: as far as the caps on adding cards
 * look back (`neighbourRun`).
 */
export const closedLinkDays = 7
/** How long a new account counts with strangers in what it can cause to mailboxes of others. */
export const strangerDays = 7
export const unconfirmedSignUpDays = 30
/** After an order that was never paid ended: long enough to answer a question about it. */
export const unpaidOrderDays = 60
/** Messages of the contact form, after they were answered. */
export const contactMemoryDays = 180
/** How long the browser keeps the address of a sign-up, for the page that can send its link again. */
export const signUpAddressMinutes = 30
/** How long the fields of a form whose session was over wait for the next sign-in. */
export const draftMinutes = 30
/** How long a message waits for the next page: enough for a slow phone. */
export const flashSeconds = 60
/** How long after its confirmation the pages of an account name its holder. */
export const newAccountMinutes = 30
/** How long periods that ended stay in the customer's calendar feed. */
export const calendarPastDays = 60

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds)
