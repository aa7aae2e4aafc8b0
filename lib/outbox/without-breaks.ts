import "server-only"
import type { MailBlock, MailText } from "@/emails/content"
import { unreachable } from "@/lib/domain/result"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"

/** The mail with each number on one line with its word: "44,00 lei", "4 zile", "· 44,00 lei", "FS 12". */
export const withoutBreaks = ({ subject, preview, heading, blocks }: MailText): MailText => ({
  subject: unbrokenNumbers(subject),
  preview: unbrokenNumbers(preview),
  heading: unbrokenNumbers(heading),
  blocks: blocks.map(blockWithoutBreaks),
})

function blockWithoutBreaks(block: MailBlock): MailBlock {
  switch (block.kind) {
    case "paragraph":
      return { ...block, text: unbrokenNumbers(block.text) }
    case "button":
    case "link":
      return { ...block, label: unbrokenNumbers(block.label) }
    case "fine":
      return { ...block, title: unbrokenNumbers(block.title), lines: block.lines.map(unbrokenNumbers) }
    case "item":
      return {
        ...block,
        title: unbrokenNumbers(block.title),
        state: unbrokenNumbers(block.state),
        lines: block.lines.map(unbrokenNumbers),
      }
    default:
      return unreachable(block)
  }
}
