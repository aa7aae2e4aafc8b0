import "server-only"
import { headers } from "next/headers"
import type { z } from "zod"
import type { FormState } from "@/components/forms/form-state"
import { textFields } from "@/components/forms/text-fields"
import type { App } from "@/lib/app"
import { app, auth } from "@/lib/app-context"
import type { SignedInCustomer } from "@/lib/auth/auth-parts"
import { messages } from "@/lib/domain/words/messages"
import { noteQueuedMails } from "@/lib/outbox/queued-mails"
import { noteActionBegun } from "@/lib/runtime/action-begun"
import type { Client } from "@/lib/runtime/client"
import { isSameOrigin } from "@/lib/runtime/same-origin"
import { currentCustomer } from "./customer"
import { dropDraft } from "./draft"
import { endedSession, pageOwner } from "./ended-session"

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
 * redirects to sign-in, which says why and leads back; under the name `draft` the fields are kept for their
 * owner, and the form of that name (`useActionForm`) has them again.
 */
export function customerAction<Schema extends z.ZodType>(
  schema: Schema,
  act: Act<Schema, { readonly customer: SignedInCustomer; readonly client: Client }>,
  draft?: string,
): FormAction {
  return (_previous, form) =>
    run(schema, form, async (input) => {
      const customer = await currentCustomer()
      const owner = pageOwner(form)
      if (!customer) return endedSession({ owner, draft, values: keptValues(form) })
      if (owner && owner !== customer.id) return { status: "refused", message: otherAccount }
      const answer = await act({ app: app(), input, customer, client: await auth().client() })
      if (draft && answer.status === "done") await dropDraft()
      return answer
    })
}

/** Another account was opened in another tab: this page does not show its data. */
const otherAccount = "Între timp s-a intrat cu alt cont în acest browser. Reîncarcă pagina."

async function run<Schema extends z.ZodType>(
  schema: Schema,
  form: FormData,
  act: (input: z.output<Schema>) => Promise<FormState>,
): Promise<FormState> {
  // What was posted can hold anything in place of a form.
  if (!(form instanceof FormData)) throw new TypeError("An action got no form")
  noteActionBegun()
  if (!isSameOrigin(await headers())) return { status: "refused", message: messages.pageChanged }
  const parsed = schema.safeParse(textFields(form))
  const answer = parsed.success ? await noteQueuedMails(() => act(parsed.data)) : invalid(parsed.error)
  return answer.status === "done" ? answer : { ...answer, values: keptValues(form, longestShownValue) }
}

function invalid(error: z.ZodError): FormState {
  const fieldErrors: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "")
    fieldErrors[field] ??= issue.message
  }
  return { status: "invalid", fieldErrors }
}

/** Of a draft, which is kept in a cookie. */
const longestKeptValue = 500
/** Of what the same page shows again: a long message is not lost because it is too long. */
const longestShownValue = 20_000

function keptValues(form: FormData, longest = longestKeptValue): Record<string, string> {
  const fields = Object.entries(textFields(form))
  return Object.fromEntries(
    fields.filter(([name, value]) => !/password/i.test(name) && value.length <= longest),
  )
}
