/** A mail as its author writes it: once, for the HTML and the plain-text part alike. Texts are plain, never markup. */
export type MailText = {
  readonly subject: string
  /** What a mailbox shows beside the subject. */
  readonly preview: string
  readonly heading: string
  readonly blocks: readonly MailBlock[]
}

export type MailBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "button"; readonly label: string; readonly url: string }
  /** Smaller than a button: for what few look for. */
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  | {
      readonly kind: "item"
      readonly title: string
      readonly lines: readonly string[]
      readonly warning: string
    }

export const paragraph = (text: string): MailBlock => ({ kind: "paragraph", text })
export const button = (label: string, url: string): MailBlock => ({ kind: "button", label, url })
