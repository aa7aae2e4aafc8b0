import type { Seller } from "@/lib/domain/firms/seller"
import { unreachable } from "@/lib/domain/result"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import type { MailBlock, MailText } from "./content"

export const sellerLine = (seller: Seller) =>
  [seller.name, `CUI ${seller.cui}`, seller.registerNumber, seller.address, seller.phone, seller.email].join(
    " · ",
  )

/** The plain-text part. */
export function plainText({ heading, blocks }: MailText, seller: string): string {
  return inPlainSigns([heading, ...blocks.map(plainBlock), `--\n${seller}`].join("\n\n"))
}

function plainBlock(block: MailBlock): string {
  switch (block.kind) {
    case "paragraph":
      return block.text
    case "button":
    case "link":
      return `${block.label}:\n${block.url}`
    case "fine":
      return [block.title, ...block.lines].join("\n")
    case "item":
      return [`* ${block.title} – ${block.state}`, ...block.lines.map((line) => `  ${line}`)].join("\n")
    default:
      return unreachable(block)
  }
}
