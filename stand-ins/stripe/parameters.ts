import { z } from "zod"

const created = z.object({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").default("hosted_page"),
  locale: z.string().default("auto"),
  client_reference_id: z.string().max(200).default(""),
  customer_email: z.email().optional(),
  expires_at: z.coerce.number().int().optional(),
  success_url: z.url(),
  cancel_url: z.url().optional(),
})

export type CreateParameters = z.output<typeof created> & {
  readonly metadata: Record<string, string>
  readonly intentMetadata: Record<string, string>
  readonly paymentMethods: readonly string[]
  readonly currency: string
  readonly lines: { name: string; amount: number; quantity: number }[]
}

/** Stripe's form encoding, `line_items[0][price_data][unit_amount]=4400`, or why it would refuse it. */
export function createParameters(
  body: string,
  { isTimed }: { readonly isTimed: boolean },
): CreateParameters | { readonly refused: string } {
  const form = new URLSearchParams(body)
  const unknown = [...form.keys()].find((name) => !known.test(name))
  if (unknown) return { refused: `Received unknown parameter: ${unknown}` }
  const parsed = created.safeParse(Object.fromEntries(form))
  if (!parsed.success)
    return { refused: parsed.error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ") }
  const lines = []
  for (let at = 0; form.has(`line_items[${at}][quantity]`); at += 1) {
    const of = (name: string) => form.get(`line_items[${at}][price_data]${name}`) ?? ""
    lines.push({
      name: of("[product_data][name]"),
      amount: Number(of("[unit_amount]")),
      currency: of("[currency]"),
      quantity: Number(form.get(`line_items[${at}][quantity]`)),
    })
  }
  const [first] = lines
  if (!first) return { refused: "Missing required param: line_items." }
  if (lines.some(({ amount }) => !Number.isInteger(amount) || amount < 1))
    return { refused: "Invalid integer: unit_amount" }
  if (lines.some(({ currency }) => currency !== first.currency))
    return { refused: "All prices must be of one currency" }
  const seconds = (parsed.data.expires_at ?? Date.now() / 1_000 + 86_400) - Date.now() / 1_000
  if (isTimed && (seconds < 30 * 60 || seconds > 86_400)) {
    return { refused: "The `expires_at` timestamp must be between 30 minutes and 24 hours from now." }
  }
  const intentMetadata = metadataOf(form, /^payment_intent_data\[metadata\]\[(\w+)\]$/)
  const paymentMethods = [...form].flatMap(([name, value]) => (name.startsWith("allowed_") ? [value] : []))
  const metadata = metadataOf(form, /^metadata\[(\w+)\]$/)
  return { ...parsed.data, metadata, intentMetadata, paymentMethods, currency: first.currency, lines }
}

const refunded = z.object({ payment_intent: z.string(), amount: z.coerce.number().int().min(1) })

export function refundParameters(body: string) {
  const form = new URLSearchParams(body)
  const parsed = refunded.safeParse(Object.fromEntries(form))
  return parsed.success ? { ...parsed.data, metadata: metadataOf(form, /^metadata\[(\w+)\]$/) } : null
}

const metadataOf = (form: URLSearchParams, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const [, key] = pattern.exec(name) ?? []
      return key ? [[key, value]] : []
    }),
  )

const known =
  /^(?:mode|ui_mode|locale|client_reference_id|customer_email|expires_at|success_url|cancel_url|currency|metadata\[\w+\]|payment_intent_data\[metadata\]\[\w+\]|allowed_payment_method_types\[\d+\]|line_items\[\d+\]\[(?:quantity|price_data\]\[(?:currency|unit_amount|product_data\]\[name))\])$/
