/** The version of the current terms: the day they came into force. Stored when a customer accepts them. */
export const currentTermsVersion = "2026-11-01"
