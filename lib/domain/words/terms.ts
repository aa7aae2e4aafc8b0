/** The version of the current terms: the day they came into force. Stored when a customer accepts them. */
export const currentTermsVersion = "2026-11-01"

/**
 * What the confirmation page shows before an order: the terms of sale and the information on withdrawal, each
 * by the day it came into force. Stored with the order. A changed text needs a new version (its test fails).
 */
export const saleVersions = { terms: "2026-11-28", withdrawal: "2026-11-28" } as const

/** Both versions in one field of the confirmation page. */
export const saleMark = `${saleVersions.terms} ${saleVersions.withdrawal}`
