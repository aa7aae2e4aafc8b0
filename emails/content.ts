/** The text of a mail, for its HTML and its plain-text part. Plain text without markup. */
export type MailText = {
  readonly subject: string
  /** Mail programs show it beside the subject. */
  readonly preview: string
  readonly heading: string
  readonly blocks: readonly MailBlock[]
}

export type MailBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "button"; readonly label: string; readonly url: string }
  /** Smaller than a button. */
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  /** Small print: a heading and its lines. */
  | { readonly kind: "fine"; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: "item"
      readonly title: string
      readonly lines: readonly string[]
      readonly state: string
      readonly tone: MailTone
    }

/** As a badge of the screens: ● active, ▲ soon, ■ waiting or over. */
export type MailTone = "active" | "soon" | "waiting" | "over"

export const paragraph = (text: string): MailBlock => ({ kind: "paragraph", text })
export const button = (label: string, url: string): MailBlock => ({ kind: "button", label, url })
