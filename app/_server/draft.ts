import "server-only"
import { cookies } from "next/headers"
import { z } from "zod"
import type { FormDraft } from "@/components/forms/drafts"
import { auth } from "@/lib/app-context"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { draftMinutes } from "@/lib/domain/time/lifetimes"
import { isHttps } from "@/lib/env"

const cookieName = () => (isHttps() ? "__Host-focus-sat-formular" : "focus-sat-formular")
const options = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() }) as const

/** Browsers refuse a cookie above 4,096 bytes with its name and attributes. */
const longestCookie = 3_900

const draftSchema = z.object({
  owner: z.string(),
  form: z.string(),
  values: z.record(z.string(), z.string()),
})

/**
 * Keeps the fields of a form whose session was over until its owner signs in again in this browser. Answers
 * whether they fitted into a cookie.
 */
export async function keepDraft(owner: CustomerId, draft: FormDraft): Promise<boolean> {
  const maxAgeSeconds = draftMinutes * 60
  const sealed = await auth().notes.seal({ owner, ...draft }, { purpose: "draft", maxAgeSeconds })
  if (sealed.length > longestCookie) return false
  const jar = await cookies()
  jar.set(cookieName(), sealed, { ...options(), maxAge: maxAgeSeconds })
  return true
}

/** The kept fields, for their owner alone. */
export async function readDraft(reader: CustomerId): Promise<FormDraft | null> {
  const sealed = (await cookies()).get(cookieName())?.value
  if (!sealed) return null
  const draft = draftSchema.safeParse(await auth().notes.unseal(sealed, "draft"))
  if (!draft.success || draft.data.owner !== reader) return null
  const { form, values } = draft.data
  return { form, values }
}

/** At every sign-in: what another customer typed is of no use any more. */
export async function dropDraftOfOthers(customer: CustomerId): Promise<void> {
  if (!(await readDraft(customer))) await dropDraft()
}

/** After the form was sent, and when a customer signs out. */
export async function dropDraft(): Promise<void> {
  const jar = await cookies()
  if (jar.has(cookieName())) jar.set(cookieName(), "", { ...options(), maxAge: 0 })
}
