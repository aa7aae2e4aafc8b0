import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
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
        "Păstrăm numai ce ne cere legea: facturile emise, cât cere legea contabilității, și timp de 12 luni jurnalul de securitate, fără numele și adresa ta.",
      ),
      paragraph("Poți face oricând un cont nou."),
    ],
  }),
  samples: [{ fullName, closedAt: noon }],
} satisfies MailDefinition<Props>
