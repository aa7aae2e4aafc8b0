import { composeMail as compose } from "@/lib/outbox/compose-mail"
import { pack as packReally } from "@/lib/outbox/payload"

/** Replaces rendering and packing: the first mail is rendered, and all others get its text and bytes. */
let composed: Promise<Awaited<ReturnType<typeof compose>>> | undefined
let packed: ReturnType<typeof packReally> | undefined

export const composeMail: typeof compose = async (app, mail) => {
  composed ??= compose(app, mail)
  return { ...(await composed), id: mail.id }
}

export const pack: typeof packReally = (mails) => {
  packed ??= packReally(mails)
  return packed
}
