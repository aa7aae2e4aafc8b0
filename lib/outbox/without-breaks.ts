import "server-only"
import type { MailBlock, MailText } from "@/emails/content"
import { unreachable } from "@/lib/domain/result"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"

/**
 * The mail with each number on one line with its word: "44,00 lei", "4 zile", "· 44,00 lei", "FS 12"; and
 * "e-mail" on one.
 */
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
    case "fine":
      return { ...block, title: joined(block.title), lines: block.lines.map(joined) }
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

const joined = (text: string) => unbrokenNumbers(text).replace(/\b(e)-(?=mail)(?!\S*@)/giu, "$1\u2011")
