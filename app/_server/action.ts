import "server-only"
import { headers } from "next/headers"
import type { z } from "zod"
import type { FormState } from "@/components/forms/form-state"
import { textFields } from "@/components/forms/text-fields"
import type { App } from "@/lib/app"
import { app, auth } from "@/lib/app-context"
import type { SignedInCustomer } from "@/lib/auth/auth-parts"
import { noteQueuedMails } from "@/lib/outbox/queued-mails"
import { noteActionBegun } from "@/lib/runtime/action-begun"
import type { Client } from "@/lib/runtime/client"
import { isSameOrigin } from "@/lib/runtime/same-origin"
import { requireCustomer } from "./customer"

type FormAction = (previous: FormState, form: FormData) => Promise<FormState>
type Act<Schema extends z.ZodType, Extra> = (
  context: { readonly app: App; readonly input: z.output<Schema> } & Extra,
) => Promise<FormState>

/** An action that needs no session: origin check, parse, act, answer. */
export function publicAction<Schema extends z.ZodType>(schema: Schema, act: Act<Schema, object>): FormAction {
  return (_previous, form) => run(schema, form, (input) => act({ app: app(), input }))
}

/**
 * An action for a signed-in customer: origin check, parse, session, act, answer. Without a session it
 * redirects to sign-in.
 */
export function customerAction<Schema extends z.ZodType>(
  schema: Schema,
  act: Act<Schema, { readonly customer: SignedInCustomer; readonly client: Client }>,
): FormAction {
  return (_previous, form) =>
    run(schema, form, async (input) => {
      const customer = await requireCustomer()
      return act({ app: app(), input, customer, client: await auth().client() })
    })
}

async function run<Schema extends z.ZodType>(
  schema: Schema,
  form: FormData,
  act: (input: z.output<Schema>) => Promise<FormState>,
): Promise<FormState> {
  // What was posted can hold anything in place of a form.
  if (!(form instanceof FormData)) throw new TypeError("An action got no form")
  noteActionBegun()
  if (!isSameOrigin(await headers())) return { status: "refused", message: foreignOrigin }
  const parsed = schema.safeParse(textFields(form))
  const answer = parsed.success ? await noteQueuedMails(() => act(parsed.data)) : invalid(parsed.error)
  return answer.status === "done" ? answer : { ...answer, values: keptValues(form) }
}

const foreignOrigin = "Pagina s-a schimbat. Reîncarcă pagina și încearcă din nou."

function invalid(error: z.ZodError): FormState {
  const fieldErrors: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "")
    fieldErrors[field] ??= issue.message
  }
  return { status: "invalid", fieldErrors }
}

const longestKeptValue = 500

function keptValues(form: FormData): Record<string, string> {
  const fields = Object.entries(textFields(form))
  return Object.fromEntries(
    fields.filter(([name, value]) => !/password/i.test(name) && value.length <= longestKeptValue),
  )
}
