import { firstName } from "@/lib/domain/people/full-name"
import { formatDate, instantInWords, lastDayOf } from "@/lib/domain/time/civil-date"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly packageName: string
  readonly lastFour: string
  /** The new period. */
  readonly startsAt: string
  readonly endsAt: string
}

/** The period before a queued one went away: the queued one starts earlier, and ends earlier. */
export const periodMoved = {
  kind: "period-moved",
  lane: "orders",
  write: ({ fullName, packageName, lastFour, startsAt, endsAt }, links) => ({
    subject: `${packageName} pornește mai devreme`,
    preview: `Pe smartcardul …${lastFour}, ${instantInWords(new Date(startsAt))}.`,
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        `Perioada de dinaintea pachetului ${packageName} de pe smartcardul …${lastFour} s-a schimbat. Ca să nu rămâi fără imagine, pachetul tău pornește ${instantInWords(new Date(startsAt))}. Ultima lui zi este ${formatDate(lastDayOf(new Date(endsAt)))}.`,
      ),
      paragraph("Ai aceeași perioadă pe care ai plătit-o. Nu trebuie să faci nimic."),
      button("Vezi în contul tău", links.url(paths.account)),
    ],
  }),
  samples: [
    {
      fullName,
      packageName: "Familia",
      lastFour: "7890",
      startsAt: noon,
      endsAt: new Date(Date.parse(noon) + 31 * 86_400_000).toISOString(),
    },
  ],
} satisfies MailDefinition<Props>
