import "server-only"
import type { MailBlock, MailText } from "@/emails/content"
import { unreachable } from "@/lib/domain/result"

/** The mail with each number on one line with its word: "44,00 lei", "4 zile", "· 44,00 lei", "FS 12". */
export const withoutBreaks = ({ subject, preview, heading, blocks }: MailText): MailText => ({
  subject: joined(subject),
  preview: joined(preview),
  heading: joined(heading),
  blocks: blocks.map(blockWithoutBreaks),
})

function blockWithoutBreaks(block: MailBlock): MailBlock {
  switch (block.kind) {
    case "paragraph":
      return { ...block, text: joined(block.text) }
    case "button":
    case "link":
      return { ...block, label: joined(block.label) }
    case "item":
      return {
        ...block,
        title: joined(block.title),
        state: joined(block.state),
        lines: block.lines.map(joined),
      }
    default:
      return unreachable(block)
  }
}

const joined = (text: string) => text.replace(/(?<=\d) (?=\p{Ll})|(?<=·|\b\p{Lu}{2,4}) (?=\d)/gu, "\u00a0")
