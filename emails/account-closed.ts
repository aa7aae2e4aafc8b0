import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { unpaidOrderDays } from "@/lib/domain/time/lifetimes"
import { dayCount } from "@/lib/domain/words/plural"
import { paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, noon } from "./sample-values"

type Props = { readonly fullName: string; readonly closedAt: string }

export const accountClosed = {
  kind: "account-closed",
  lane: "security",
  write: ({ fullName, closedAt }) => ({
    subject: "Contul tău Focus Sat a fost închis",
    preview: "Datele tale au fost șterse.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Contul tău a fost închis ${instantInWords(new Date(closedAt))}, așa cum ai cerut. Am șters datele tale și am eliberat smartcardurile; pachetele plătite merg până la capătul lor.`,
      ),
      paragraph(
        "Păstrăm numai ce ne cere legea: comenzile plătite cu plățile și facturile lor, declarațiile de retragere, fără numele tău, mesajele la care încă nu ți-am răspuns și, 12 luni, jurnalul de securitate, fără numele și adresa ta.",
      ),
      paragraph(
        `O comandă a cărei pagină de plată a fost deschisă în ultima zi se șterge după ${dayCount(unpaidOrderDays)}: banii care mai vin trebuie să o găsească.`,
      ),
      paragraph("Poți face oricând un cont nou."),
    ],
  }),
  samples: [{ fullName, closedAt: noon }],
} satisfies MailDefinition<Props>
