import "server-only"
import { cookies } from "next/headers"
import { z } from "zod"
import { auth } from "@/lib/app-context"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { flashSeconds } from "@/lib/domain/time/lifetimes"
import { isHttps } from "@/lib/env"
import { flashCookie } from "@/lib/runtime/flash-cookie"

const text = z.string().max(200)

/** What happened on the page before. Its sentence is made where it is shown: see flash-words.ts. */
const flashSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("signed-out") }),
  z.object({ kind: z.literal("session-over"), keptFields: z.boolean(), keptCart: z.boolean() }),
  // The page after a reset has its own sentence; the address fills the form.
  z.object({ kind: z.literal("password-changed"), email: text }),
  z.object({ kind: z.literal("email-confirmed"), email: text }),
  z.object({ kind: z.literal("device-ended") }),
  z.object({ kind: z.literal("devices-ended") }),
  // What was found on the card, each with its last day.
  z.object({ kind: z.literal("card-added"), cardName: text, found: z.array(text).max(3) }),
  z.object({ kind: z.literal("card-removed") }),
  z.object({ kind: z.literal("calendar-made") }),
  z.object({ kind: z.literal("calendar-renewed") }),
  z.object({ kind: z.literal("calendar-off") }),
  z.object({ kind: z.literal("reminders-kept") }),
  z.object({ kind: z.literal("reminders-on-again") }),
  z.object({ kind: z.literal("no-invoices"), year: z.number().int() }),
  z.object({ kind: z.literal("too-many-files"), seconds: z.number().int() }),
])

export type Flash = z.output<typeof flashSchema>

/** `id`: another one for each message left, also where it says the same. */
export type LeftFlash = { readonly flash: Flash; readonly id: string }

const noteSchema = z.object({ flash: flashSchema, owner: z.string().nullable() })

/**
 * Leaves a message for the next page, in place of an earlier one. A message with an owner is shown to that
 * customer alone. In an action or a route handler only.
 */
export async function leaveFlash(flash: Flash, owner: CustomerId | null = null): Promise<void> {
  const lifetime = { purpose: "flash", maxAgeSeconds: flashSeconds } as const
  const { name, options } = flashCookie(isHttps())
  const jar = await cookies()
  jar.set(name, await auth().notes.seal({ flash, owner }, lifetime), { ...options, maxAge: flashSeconds })
}

/**
 * The message for this page. It is shown once: proxy.ts takes the cookie away with the page that a browser
 * opens, and `FlashNote` after a change of page by script.
 */
export async function readFlash(reader: CustomerId | null): Promise<LeftFlash | null> {
  const sealed = (await cookies()).get(flashCookie(isHttps()).name)?.value
  if (!sealed) return null
  const note = noteSchema.safeParse(await auth().notes.unseal(sealed, "flash"))
  if (!note.success) return null
  const { flash, owner } = note.data
  return owner === null || owner === reader ? { flash, id: sealed.slice(-16) } : null
}
