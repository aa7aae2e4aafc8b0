/** The terms that are accepted at sign-up: the day they came into force. Stored with the time of acceptance. */
export const currentTermsVersion = "2026-11-01"
