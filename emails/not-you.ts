import { paths } from "@/lib/paths"
import { button, type MailBlock, paragraph } from "./content"
import type { MailLinks } from "./definition"

/** The last blocks of a mail about a change that a stranger may have made: a way to a new password. */
export const notYou = (links: MailLinks): MailBlock[] => [
  paragraph("Nu ai fost tu? Cere imediat altă parolă, ca nimeni altcineva să nu mai poată intra."),
  button("Cere o parolă nouă", links.url(paths.forgotPassword)),
]
