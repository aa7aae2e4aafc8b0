import type { Seller } from "@/lib/domain/firms/seller"

/** One section of a legal text. Pages and mails show the same one. */
export type LegalSection = {
  /** Its anchor on the page. */
  readonly id: string
  readonly title: string
  /** A text is a paragraph; several texts are a list. */
  readonly parts: readonly (string | readonly string[])[]
}

export type LegalText = (seller: Seller) => readonly LegalSection[]
