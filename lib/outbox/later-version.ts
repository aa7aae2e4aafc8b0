import "server-only"
import type { WaitingMail } from "@/db/queries/outbox-mails"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { dayMs, later, minuteMs } from "@/lib/domain/time/lifetimes"
import { log } from "@/lib/runtime/log"

/** From when the mail was stored: a later version is beside this one, or comes back, long before. */
const patienceMs = 7 * dayMs
/** How long this process leaves such a mail alone before it looks again. */
const retryMs = 5 * minuteMs

/**
 * Mails that this process cannot write, and until when it leaves them alone. In the process, not in the
 * database: a process of the later version must send them at once.
 */
const left = new Map<OutboxMailId, Date>()

export function mailsLeftAlone(now: Date): readonly OutboxMailId[] {
  for (const [id, until] of left) if (until <= now) left.delete(id)
  return [...left.keys()]
}

/**
 * Leaves mails that only a later version can write waiting for it, and says so in the log. Returns those
 * that have waited for too long.
 */
export function leaveToLaterVersion(mails: readonly WaitingMail[], now: Date): readonly OutboxMailId[] {
  const isPatient = ({ createdAt }: WaitingMail) => later(createdAt, patienceMs) > now
  const waiting = mails.filter(isPatient)
  for (const { id } of waiting) left.set(id, later(now, retryMs))
  if (waiting.length > 0) {
    const kinds = [...new Set(waiting.map(({ kind }) => kind))]
    log.warn({ mails: waiting.length, kinds }, "mails wait for a later version")
  }
  return mails.filter((mail) => !isPatient(mail)).map(({ id }) => id)
}
