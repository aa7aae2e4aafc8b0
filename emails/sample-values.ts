/** Values that the samples of several mails share. */
export const fullName = "Ana Popescu"
export const noon = "2026-11-23T12:05:00.000Z"
export const token = "g3JkW0pQvN4s7Zr2Xy9bLm5Td8Hc1Fa6"
export const maskedEmail = "a…a@exemplu.ro"
export const boughtItem = { packageName: "Familia", months: 3, cardName: "TV living", priceBani: 12_900 }
/** Samples attach nothing: the outbox adds the PDF files when it sends. */
export const orderSample = { fullName, orderId: "0197-1", number: 100_001, invoiceIds: [] }
