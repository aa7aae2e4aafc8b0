import type { SmartcardLinkId, SubscriptionId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { Person, World } from "../world/world"

/** What a person sees on the screen, in an order that does not depend on ids. */
export async function cardsOf({ sql }: World, { customerId }: Person) {
  const rows = await sql<{ id: string; serial: string; is_blocked: boolean }[]>`
    select l.id, k.serial, k.status = 'blocked' as is_blocked
    from smartcard_links l join smartcards k on k.id = l.smartcard_id
    where l.customer_id = ${customerId} and l.unlinked_at is null order by k.serial`
  return rows.map((row) => ({
    linkId: known<SmartcardLinkId>(row.id),
    serial: row.serial,
    isBlocked: row.is_blocked,
  }))
}

export async function readyOf({ sql }: World, { customerId }: Person) {
  const rows = await sql<{ id: string; serial: string; code: string }[]>`
    select s.id, k.serial, p.code from subscriptions s
    join smartcards k on k.id = s.smartcard_id join packages p on p.id = s.package_id
    join order_lines l on l.id = s.order_line_id join orders o on o.id = l.order_id
    where s.customer_id = ${customerId} and s.status = 'ready' order by o.number, l.position`
  return rows.map(({ id, serial, code }) => ({ id: known<SubscriptionId>(id), serial, code }))
}

export async function ordersOf({ sql }: World, { customerId }: Person, status: string) {
  return sql<{ id: string; number: string }[]>`
    select id, number::text from orders where customer_id = ${customerId} and status = ${status}
    order by number desc`
}

/** An id of the database as the product's type. */
function known<Id extends SubscriptionId | SmartcardLinkId>(text: string): Id {
  const id = parseId<Id>(text)
  if (!id) throw new Error(`${text} is not an id`)
  return id
}
