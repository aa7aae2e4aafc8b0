/** A mail as its recipient's mailbox got it. */
export type InboxMail = {
  readonly providerId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The tag that identifies it; empty without one. */
  readonly mailId: string
  readonly isReminder: boolean
  readonly at: number
  readonly bounced: boolean
  /** Accepted, and then not sent. */
  readonly failed: boolean
}

export type ResendWeather = "fair" | "down" | "lossy" | "limited" | "quota"
export type MailEventNews = {
  readonly mail: InboxMail
  readonly type: "email.delivered" | "email.bounced" | "email.failed"
}

type World = {
  readonly now: () => number
  readonly weather: () => ResendWeather
  /** Whether mail to this address arrives now. */
  readonly works: (address: string) => boolean
  /** Whether the nth mail is accepted and then not sent. */
  readonly loses: (nth: number) => boolean
  readonly emit: (news: MailEventNews) => void
}

type Mail = Pick<InboxMail, "to" | "subject" | "text" | "mailId" | "isReminder">
export type ResendAnswer =
  | { readonly kind: "accepted"; readonly ids: readonly string[] }
  | { readonly kind: "no-answer" | "limited" | "quota" | "conflict" }

const keyMemoryMs = 24 * 3_600_000

/** Resend: a key is known for 24 hours; the same bytes under it are accepted once. */
export function createResendModel(world: World) {
  const inbox: InboxMail[] = []
  const keys = new Map<
    string,
    { readonly at: number; readonly bytes: string; readonly ids: readonly string[] }
  >()

  function accept(mails: readonly Mail[]): string[] {
    return mails.map((mail) => {
      const providerId = `mail_${inbox.length + 1}`
      const failed = world.loses(inbox.length + 1)
      const bounced = !failed && !world.works(mail.to)
      const got = { ...mail, providerId, at: world.now(), bounced, failed }
      inbox.push(got)
      world.emit({ mail: got, type: failed ? "email.failed" : bounced ? "email.bounced" : "email.delivered" })
      return providerId
    })
  }

  return {
    inbox,
    send(mails: readonly Mail[], key: string): ResendAnswer {
      const weather = world.weather()
      if (weather === "down") return { kind: "no-answer" }
      if (weather === "limited" || weather === "quota") return { kind: weather }
      const now = world.now()
      const bytes = JSON.stringify(mails)
      const known = keys.get(key)
      const isKnown = known !== undefined && now - known.at < keyMemoryMs
      if (isKnown && known.bytes !== bytes) return { kind: "conflict" }
      const ids = isKnown ? known.ids : accept(mails)
      if (!isKnown) keys.set(key, { at: now, bytes, ids })
      return weather === "lossy" ? { kind: "no-answer" } : { kind: "accepted", ids }
    },
  }
}

export type ResendModel = ReturnType<typeof createResendModel>
