import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { NoPicture } from "@/app/cont/_activation/no-picture"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import type { PictureStep } from "@/lib/subscriptions/picture-steps"

const day = (text: string) => `2026-${text}` as CivilDate
const linkId = "0b7d6f0e-6f0e-4f0e-8f0e-0b7d6f0e6f0e"

const shown = (...steps: PictureStep[]) =>
  renderToStaticMarkup(<NoPicture card={{ linkId, today: day("11-23"), steps }} />)

const order = { id: "o", number: 12, totalBani: 4_400, isInReview: false, packageCodes: ["familia"] }
const due = { rowId: "r", name: "Familia", linkId, cardName: "TV", lastDay: day("11-20") }
const sale = { ...due, offerCode: "familia-1", priceBani: 4_400 }

const activate = { kind: "activate", id: "s", name: "Familia", wasRefused: false } as const
const signal = { kind: "signal", name: "Familia", until: "2026-11-23T12:35:00.000Z", isAgain: false } as const
const decoder = { kind: "decoder", packages: [{ code: "familia", name: "Familia" }] } as const
const ended = { kind: "ended", name: "Familia", lastDay: day("11-20"), sale } as const

test.each<[PictureStep, RegExp]>([
  [{ kind: "blocked" }, /Smartcardul este blocat\. Sună la Relații Clienți: <a href="tel:/],
  [activate, /Pachetul Familia e plătit și nu e pornit\..+href="\/cont\/activare\/s".+Activează Familia</],
  [{ ...activate, wasRefused: true }, /Activarea nu a reușit și nu ai pierdut nimic\./],
  [
    { kind: "activating", id: "s", name: "Familia", isLate: false },
    /Familia e în curs de activare\..+până la 30 de minute\..+href="\/cont\/activare\/s"/,
  ],
  [
    signal,
    /Familia a pornit la 14:05\. Lasă decodorul pornit pe un canal codat până la 30 de minute\. Nu ai imagine nici la 14:35\?/,
  ],
  [{ ...signal, isAgain: true }, /Am trimis din nou semnalul pentru Familia la 14:05\./],
  [{ kind: "order", order }, /Comanda 12 așteaptă plata\..+href="\/cont\/comenzi\/o"/],
  [
    { kind: "order", order: { ...order, isInReview: true } },
    /Verificăm plata comenzii 12\..+Nu plăti din nou/,
  ],
  [{ kind: "starts", name: "Familia", firstDay: day("11-30") }, /Familia începe luni, 30\u00a0noiembrie\./],
  [decoder, /din priză un minut.+Retrimite semnalul pentru Familia/],
  [ended, /Familia a expirat vineri, 20\u00a0noiembrie\..+confirmare\?linie=.+Reînnoiește · 44/],
  [{ ...ended, sale: null }, /href="\/cont\/comanda\?card=.+Alege un pachet/],
  [{ kind: "choose" }, /nu e niciun pachet\..+href="\/cont\/comanda\?card=.+Alege un pachet/],
])("%j in words, with the link that helps", (step, words) => {
  expect(shown(step)).toMatch(words)
})

test("one button is filled at most, the first; a payment in verification has none", () => {
  const filled = (...steps: PictureStep[]) => shown(...steps).split("bg-action ").length - 1
  expect(filled(activate, { kind: "order", order }, decoder, ended)).toBe(1)
  expect(filled(signal, decoder, ended)).toBe(0)
  expect(filled({ kind: "order", order: { ...order, isInReview: true } })).toBe(0)
})

test("every card but a blocked one says once whom to call when nothing helps", () => {
  expect(shown(decoder, ended).split("Tot nu merge?")).toHaveLength(2)
  expect(shown({ kind: "blocked" })).not.toContain("Tot nu merge?")
})
