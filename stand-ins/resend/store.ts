import { createHash, randomUUID } from "node:crypto"
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { z } from "zod"

const address = z.string().regex(/^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/, "Invalid address")
const addresses = z.union([address, z.array(address).min(1).max(50)]).transform((one) => [one].flat())

const tagText = z.string().regex(/^[\w-]{1,256}$/, "Tags take ASCII letters, numbers, underscores and dashes")

/** A mail in the form that Resend's API accepts. */
export const submittedMail = z
  .object({
    from: address,
    to: addresses,
    subject: z.string().min(1),
    html: z.string().optional(),
    text: z.string().optional(),
    cc: addresses.optional(),
    bcc: addresses.optional(),
    reply_to: addresses.optional(),
    headers: z.record(z.string(), z.string()).optional(),
    tags: z.array(z.object({ name: tagText, value: tagText })).optional(),
    attachments: z
      .array(
        z.object({ filename: z.string().min(1), content: z.base64(), content_type: z.string().optional() }),
      )
      .optional(),
  })
  .refine((mail) => mail.html !== undefined || mail.text !== undefined, "Missing `html` or `text` field")

type SubmittedMail = z.output<typeof submittedMail>

const storedMail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  reply_to: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  attachments: z.array(z.object({ filename: z.string(), content: z.string() })).default([]),
  created_at: z.string(),
  /** The API key of the sender; each parallel test reads only the mails of its own key. */
  apiKey: z.string(),
})
export type StoredMail = z.output<typeof storedMail>

type Seen = { readonly fingerprint: string; readonly at: number; ids: readonly string[] | "in-progress" }
export type Claim =
  | { readonly kind: "first"; readonly finish: (ids: readonly string[]) => void }
  | { readonly kind: "replay"; readonly ids: readonly string[] }
  | { readonly kind: "other-payload" }
  | { readonly kind: "in-progress" }

const keyLifetimeMs = 24 * 60 * 60 * 1_000
/** Older mails lose their bodies, so that a load test does not fill the memory. */
const bodiesKept = 5_000
const mailsReloaded = 500

export type MailStore = {
  /** Oldest first. */
  all(): readonly StoredMail[]
  byId(id: string): StoredMail | undefined
  /** Returns the new ids, in the order of the mails. */
  add(submitted: readonly SubmittedMail[], apiKey: string): string[]
  /**
   * Resend's rule for an Idempotency-Key, for 24 hours: the same request gets the same answer, another
   * request under the same key is refused.
   */
  claim(idempotencyKey: string, request: string): Claim
  /** Resolves when every accepted mail is in the file. */
  flushed(): Promise<void>
}

/** Stores the accepted mails, and with `file` keeps them over a restart. */
export async function createMailStore(file?: string): Promise<MailStore> {
  const mails: StoredMail[] = file ? await reload(file) : []
  const byId = new Map(mails.map((mail) => [mail.id, mail]))
  const seen = new Map<string, Seen>()
  let writing = Promise.resolve()

  return {
    all: () => mails,
    byId: (id) => byId.get(id),
    add(submitted, apiKey) {
      const added = submitted.map((mail) => toStored(mail, apiKey))
      for (const mail of added) {
        byId.set(mail.id, mail)
        mails.push(mail)
        const old = mails[mails.length - 1 - bodiesKept]
        if (old) Object.assign(old, { html: "", text: "", attachments: [] })
      }
      if (file) {
        const lines = added.map((mail) => `${JSON.stringify(mail)}\n`).join("")
        writing = writing.then(() => appendFile(file, lines))
      }
      return added.map((mail) => mail.id)
    },
    claim(idempotencyKey, request) {
      const fingerprint = createHash("sha256").update(request).digest("base64")
      const known = seen.get(idempotencyKey)
      if (known && Date.now() - known.at < keyLifetimeMs) {
        if (known.fingerprint !== fingerprint) return { kind: "other-payload" }
        return known.ids === "in-progress" ? { kind: "in-progress" } : { kind: "replay", ids: known.ids }
      }
      const entry: Seen = { fingerprint, at: Date.now(), ids: "in-progress" }
      seen.set(idempotencyKey, entry)
      return {
        kind: "first",
        finish: (ids) => {
          entry.ids = ids
        },
      }
    },
    flushed: () => writing,
  }
}

function toStored(mail: SubmittedMail, apiKey: string): StoredMail {
  return {
    id: randomUUID(),
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    html: mail.html ?? "",
    text: mail.text ?? "",
    cc: mail.cc ?? [],
    bcc: mail.bcc ?? [],
    reply_to: mail.reply_to ?? [],
    headers: mail.headers ?? {},
    tags: mail.tags ?? [],
    attachments: (mail.attachments ?? []).map(({ filename, content }) => ({ filename, content })),
    created_at: new Date().toISOString(),
    apiKey,
  }
}

async function reload(file: string): Promise<StoredMail[]> {
  await mkdir(dirname(file), { recursive: true })
  const lines = await readFile(file, "utf8").catch(() => "")
  const kept = lines.split("\n").flatMap(parseLine).slice(-mailsReloaded)
  await writeFile(file, kept.map((mail) => `${JSON.stringify(mail)}\n`).join(""), { mode: 0o600 })
  return kept
}

/** Skips a line that is incomplete because the process was killed. */
function parseLine(line: string): StoredMail[] {
  try {
    return [storedMail.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
