import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { OrderBadge } from "@/components/account/order-badge"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { bucharestDate, formatDate } from "@/lib/domain/civil-date"
import { formatLei } from "@/lib/domain/money"
import { listOrders } from "@/lib/orders/order-view"
import { orderPaths, paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Comenzi" }

export default async function OrdersPage() {
  const customer = await requireCustomer()
  const orders = await listOrders(app(), customer.id)
  return (
    <>
      <h1 className="text-display">Comenzi</h1>
      {orders.length === 0 ? (
        <div className="mt-6">
          <EmptyState
            title="Nu ai nicio comandă"
            action={<LinkButton href={paths.topUp}>Reîncarcă un smartcard</LinkButton>}
          />
        </div>
      ) : (
        <ul className="mt-6 rounded-card border border-line bg-paper">
          {orders.map(({ id, number, state, totalBani, createdAt }) => (
            <li key={id} className="border-line border-t first:border-t-0">
              <a
                href={orderPaths.one(id)}
                className="flex flex-wrap items-center justify-between gap-3 px-5 py-4"
              >
                <span>
                  <span className="block font-strong link">Comanda {number}</span>
                  <span className="text-muted text-small figures">
                    {formatDate(bucharestDate(createdAt))} · {formatLei(totalBani)}
                  </span>
                </span>
                <OrderBadge state={state} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
