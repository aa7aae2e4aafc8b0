import type { Seller } from "@/lib/domain/firms/seller"

/** The name of the tag that holds the outbox id of a mail. */
export const mailTag = "outbox_mail"

/** A rendered mail, to one recipient. */
export type RenderedMail = {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
  /** The events of the provider carry them. */
  readonly tags?: readonly { readonly name: string; readonly value: string }[]
  /** A mail with attachments is sent alone. */
  readonly attachments?: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly filename: string
  /** base64 */
  readonly content: string
  readonly contentType: string
}

/**
 * The outcome of sending one batch:
 * - `sent`: accepted, with one id per mail in the order given;
 * - `rejected`: a mail is invalid (400, 413, 422); nothing was sent;
 * - `later`: rate-limited (429), or this key is in progress; nothing was sent; wait `retryAfterMs`;
 * - `quota`: the quota is used up, or the account is not usable (401, 403); nothing was sent, the run ends;
 * - `sender`: the provider refuses MAIL_FROM, which every mail bears; nothing was sent, the run ends;
 * - `unknown`: any other answer, or none in time; the batch may have been sent.
 */
export type SendOutcome =
  | {
      readonly kind: "sent"
      readonly providerIds: readonly string[]
      /** The rate limit is used up: no request before this time has passed. */
      readonly throttledMs?: number
    }
  | { readonly kind: "rejected"; readonly message: string }
  | { readonly kind: "later"; readonly retryAfterMs: number; readonly message: string }
  | { readonly kind: "quota"; readonly message: string }
  | { readonly kind: "sender"; readonly message: string }
  | { readonly kind: "unknown"; readonly message: string }

/** What rendering needs beside the content of the mail. */
export type MailContext = {
  readonly appUrl: string
  readonly from: string
  readonly seller: Seller
}

/** An event of a mail, as the provider's webhook reports it. */
export type MailEvent = {
  /** The provider's id of the event; a repeated webhook has the same one. */
  readonly id: string
  readonly type: string
  readonly providerId: string
  /** The outbox id from the tag of the mail. Not validated. */
  readonly mailId: string
  /**
   * `bounced`: permanently. `failed`: the provider accepted the mail and then did not send it. Null if the
   * event has no consequence.
   */
  readonly outcome: "delivered" | "bounced" | "complained" | "suppressed" | "failed" | null
  /** Why a mail failed. */
  readonly reason: string | null
}

/** The port to the mail provider. A repeated batch with the same key and bytes is sent once. */
export type MailTransport = {
  send(mails: readonly RenderedMail[], idempotencyKey: string, signal?: AbortSignal): Promise<SendOutcome>
  /** Null unless the provider signed this body within the last five minutes; also null without a secret. */
  readEvent(body: string, headers: Headers): MailEvent | null
}
