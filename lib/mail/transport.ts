import type { Seller } from "@/lib/domain/firms/seller"

/** The name of the tag that holds the outbox id of a mail. */
export const mailTag = "outbox_mail"

/** One rendered mail, as the provider takes it. Exactly one recipient. */
export type RenderedMail = {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
  /** The provider's events repeat them. */
  readonly tags?: readonly { readonly name: string; readonly value: string }[]
  /** Only a mail that is sent alone takes them. */
  readonly attachments?: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly filename: string
  /** base64 */
  readonly content: string
  readonly contentType: string
}

/**
 * What became of one batch:
 * - `sent`: accepted, an id per mail in the order given;
 * - `rejected`: refused for good (4xx other than below), nothing was sent;
 * - `later`: refused for now (429 rate, 409 in progress, 5xx with a clear answer), nothing was sent; wait `retryAfterMs`;
 * - `quota`: the account's quota is used up: stop the run, keep the work;
 * - `unknown`: no answer, or one that cannot be read: it may have been sent.
 */
export type SendOutcome =
  | {
      readonly kind: "sent"
      readonly providerIds: readonly string[]
      /** The provider takes nothing more for so long. */
      readonly quietMs?: number
    }
  | { readonly kind: "rejected"; readonly message: string }
  | { readonly kind: "later"; readonly retryAfterMs: number; readonly message: string }
  | { readonly kind: "quota"; readonly message: string }
  | { readonly kind: "unknown"; readonly message: string }

/** What every mail needs to be written: where its links lead, who sends it, who sells. */
export type MailContext = {
  readonly appUrl: string
  readonly from: string
  readonly seller: Seller
}

/** The provider's word of what became of a mail. */
export type MailEvent = {
  /** The provider's own: the same for each delivery of one event. */
  readonly id: string
  readonly type: string
  readonly providerId: string
  /** The outbox's id, as the mail's tag bore it: text from outside. */
  readonly mailId: string
  /** `bounced`: for good. Null where nothing follows from it. */
  readonly outcome: "delivered" | "bounced" | "complained" | "suppressed" | null
}

/** The one door to the mail provider. A mail with attachments goes alone. Repeating a batch with the same key and bytes never sends it twice. */
export type MailTransport = {
  send(mails: readonly RenderedMail[], idempotencyKey: string, signal?: AbortSignal): Promise<SendOutcome>
  /** A webhook's raw body; null when the provider did not sign it within the last five minutes, or no secret is set. */
  readEvent(body: string, headers: Headers): MailEvent | null
}
