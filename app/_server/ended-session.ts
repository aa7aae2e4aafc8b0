import "server-only"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { app, auth } from "@/lib/app-context"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { hasCart } from "@/lib/orders/checkout/has-cart"
import { paths } from "@/lib/paths"
import { keepDraft } from "./draft"
import { leaveFlash } from "./flash"

/** The customer for whom the page of a form was rendered. Scripts send it; see `Drafts`. */
export function pageOwner(form: FormData): CustomerId | null {
  const owner = form.get("$owner")
  return typeof owner === "string" ? parseId<CustomerId>(owner) : null
}

type SentForm = {
  readonly owner: CustomerId | null
  readonly draft: string | undefined
  readonly values: Readonly<Record<string, string>>
}

/**
 * A form was sent after its session had ended elsewhere: to sign-in, which says so and leads back to the
 * form. Its fields are kept for their owner; without an owner they could be shown to another person.
 */
export async function endedSession({ owner: onPage, draft, values }: SentForm): Promise<never> {
  const owner = onPage ?? (await auth().held.owner())
  const keptFields = owner && draft ? await keepDraft(owner, { form: draft, values }) : false
  await leaveFlash({ kind: "session-over", keptFields, keptCart: await hasCart(app(), owner) })
  redirect(paths.signInThen((await headers()).get("x-path") ?? paths.account))
}
