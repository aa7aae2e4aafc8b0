import { renderToStaticMarkup } from "react-dom/server"
import { expect, test, vi } from "vitest"
import { contactSchema } from "./contact.schema"
import ContactPage from "./page"

vi.mock("./actions", () => ({ sendMessage: async () => ({ status: "idle" }) }))

const form = {
  fullName: "Ana Popescu",
  email: "ana@exemplu.ro",
  subject: "payment",
  message: "Am plătit de două ori.",
}
const problems = (changed: Partial<typeof form>) =>
  contactSchema.safeParse({ ...form, ...changed }).error?.issues.map(({ message }) => message) ?? []

test("a message keeps its lines and loses what turns or hides a text", () => {
  const message = "  Primul rând\r\nal doilea\u202e\u0007\u0000\rși al treilea  "
  expect(contactSchema.parse({ ...form, message }).message).toBe("Primul rând\nal doilea\nși al treilea")
})

test("an unknown subject, a message of a word and one that is too long are refused in words that mend", () => {
  expect(problems({})).toEqual([])
  for (const subject of ["", "toString"])
    expect(problems({ subject })).toEqual(["Alege despre ce este vorba."])
  expect(problems({ message: "Alo" })).toEqual(["Scrie în câteva cuvinte ce s-a întâmplat."])
  expect(problems({ message: "a".repeat(2_000) })).toEqual([])
  expect(problems({ message: "a".repeat(2_020) })).toEqual([
    "Ai scris cu 20 de caractere prea mult. Scurtează mesajul.",
  ])
})

test("the page has the form, the telephone, and one filled button", () => {
  const page = renderToStaticMarkup(ContactPage())
  for (const words of ["Nume și prenume", "O reclamație", "Încap 2000 de caractere", "tel:"])
    expect(page).toContain(words)
  expect(page.match(/ bg-action text-on-action/g)).toHaveLength(1)
})
