import { expect, test } from "vitest"
import { addDays, bucharestDate } from "@/lib/domain/time/civil-date"
import {
  noticeOfWithdrawal,
  unusedDaysNote,
  withdrawalDeclaration,
  withoutPerson,
} from "./withdrawal-declaration"

const everything = { refundBani: 4_400, used: null }
const unusedDays = { refundBani: 3_833, used: { days: 4, ofDays: 31 } }

test("the exact text of a declaration with a full and a partial refund", () => {
  const line = { packageName: "Familia", months: 1, cardName: "TV living", serial: "02000000001" }
  const declaration = withdrawalDeclaration({
    fullName: "Ana Popescu",
    email: "ana@exemplu.ro",
    orderNumber: 100_007,
    orderedAt: new Date("2026-11-23T09:00:00Z"),
    lines: [
      { line, share: everything },
      { line: { ...line, packageName: "Sport", months: 3 }, share: unusedDays },
    ],
  })
  expect(declaration.split("\n")).toEqual([
    "Subsemnatul/subsemnata Ana Popescu (ana@exemplu.ro) vă informez că mă retrag din contractul încheiat prin comanda 100007 din 23.11.2026, 11:00, pentru:",
    "- Familia, 1 lună, pe „TV living”, smartcard 02000000001: 44,00 lei",
    "- Sport, 3 luni, pe „TV living”, smartcard 02000000001: 38,33 lei (folosit 4 zile din 31)",
  ])
})

test("a declaration without the person keeps what was declared", () => {
  const line = {
    packageName: "Familia",
    months: 1,
    cardName: "„Casa”, smartcard (nou)",
    serial: "02000000001",
  }
  const declaration = withdrawalDeclaration({
    fullName: "Ana (Ani) Popescu vă informez",
    email: "ana@exemplu.ro",
    orderNumber: 100_007,
    orderedAt: new Date("2026-11-23T09:00:00Z"),
    lines: [
      { line, share: everything },
      { line: { ...line, cardName: "TV" }, share: unusedDays },
    ],
  })
  expect(withoutPerson(declaration).split("\n")).toEqual([
    "Titularul comenzii vă informează că se retrage din contractul încheiat prin comanda 100007 din 23.11.2026, 11:00, pentru:",
    "- Familia, 1 lună, smartcard 02000000001: 44,00 lei",
    "- Familia, 1 lună, smartcard 02000000001: 38,33 lei (folosit 4 zile din 31)",
  ])
  expect(withoutPerson(withoutPerson(declaration))).toBe(withoutPerson(declaration))
})

test("the record of a withdrawal by letter names the day of the letter, and loses the person on request", () => {
  const orderedAt = new Date("2026-11-23T09:00:00Z")
  const line = { packageName: "Familia", months: 1, cardName: "TV (living)", serial: "02000000001" }
  const notice = {
    person: { fullName: "Ana (Ani) ne-a anunțat", email: "ana@exemplu.ro" },
    notifiedOn: addDays(bucharestDate(orderedAt), 13),
    orderNumber: 100_007,
    orderedAt,
    lines: [{ line, share: unusedDays }],
  }
  const item = "smartcard 02000000001: 38,33 lei (folosit 4 zile din 31)"
  const about =
    "ne-a anunțat pe 06.12.2026, altfel decât prin cont, că se retrage din contractul încheiat prin comanda 100007 din 23.11.2026, 11:00, pentru:"
  expect(noticeOfWithdrawal(notice).split("\n")).toEqual([
    `Ana (Ani) ne-a anunțat (ana@exemplu.ro) ${about}`,
    `- Familia, 1 lună, pe „TV (living)”, ${item}`,
  ])
  const unnamed = [`Titularul comenzii ${about}`, `- Familia, 1 lună, ${item}`].join("\n")
  expect(withoutPerson(noticeOfWithdrawal(notice))).toBe(unnamed)
  expect(withoutPerson(unnamed)).toBe(unnamed)
  expect(noticeOfWithdrawal({ ...notice, person: null })).toContain(`Titularul comenzii ${about}`)
})

test("the storno names the unused days of a partial refund only", () => {
  expect(unusedDaysNote(unusedDays)).toBe("zile nefolosite, 27 din 31")
  expect(unusedDaysNote(everything)).toBe("")
})
