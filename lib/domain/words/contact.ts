/** What a message of the contact form is about, as stored and as customers read it. */
export const contactSubjects = {
  picture: "Imagine, decodor sau smartcard",
  account: "Contul și e-mailurile",
  payment: "O comandă sau o plată",
  invoice: "O factură",
  data: "Datele mele personale",
  complaint: "O reclamație",
  other: "Altceva",
} as const

export type ContactSubject = keyof typeof contactSubjects

export const isContactSubject = (typed: unknown): typed is ContactSubject =>
  typeof typed === "string" && Object.hasOwn(contactSubjects, typed)

/** Calendar days in Bucharest within which every message is answered, the day of its arrival not counted. */
export const contactAnswerDays = 30

export const longestContactMessage = 2_000
