/** How long links and sessions live (product.md "Tokens", architecture.md "Session"). */
export const activationLifetimeHours = 48
export const resetLifetimeMinutes = 60
export const emailChangeLifetimeMinutes = 60
export const sessionLifetimeDays = 90
export const sessionIdleDays = 30
/** Browsers keep no cookie longer. */
export const knownDeviceDays = 400
export const auditMemoryDays = 365
/** How long a page to pay on stays open; the provider wants at least 30. */
export const paymentLifetimeMinutes = 60
export const unconfirmedSignUpDays = 30

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds)
