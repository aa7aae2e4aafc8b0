import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { formatLei } from "@/lib/domain/money/money"
import { uninformedMonths, withdrawalDays } from "@/lib/domain/money/withdrawal"
import { bucharestDate, formatDate } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import { listWithdrawableOrders } from "@/lib/orders/withdrawal/list-withdrawable-orders"
import { orderPaths, paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Retragere din contract" }

export default async function WithdrawalPage() {
  const customer = await requireCustomer()
  const orders = await listWithdrawableOrders(app(), customer.id)
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Retragere din contract</h1>
      <p className="mt-2 text-muted">
        Timp de {withdrawalDays} zile de la comandă poți renunța la ce ai cumpărat, fără să spui de ce. Dacă
        ultima zi este sâmbătă, duminică sau sărbătoare legală, poți și în prima zi lucrătoare de după ea.
        După aceea contractul rămâne; ce nu ai activat te așteaptă oricât.
      </p>
      {orders.some(({ isInformed }) => !isInformed) && (
        <p className="mt-2 text-muted">
          La comenzile mai vechi, înaintea cărora nu ți-am spus de acest drept, ai cu{" "}
          {monthCount(uninformedMonths)} mai mult și primești toți banii înapoi.
        </p>
      )}
      {orders.length === 0 ? (
        <div className="mt-6">
          <EmptyState
            drawing="receipt"
            title="Nu ai nicio comandă din care te mai poți retrage"
            action={
              <LinkButton href={paths.orders} tone="outline">
                Vezi comenzile
              </LinkButton>
            }
          >
            Perioada de retragere de {withdrawalDays} zile a celor mai vechi s-a încheiat.
          </EmptyState>
        </div>
      ) : (
        <ul className="mt-6 grid gap-4">
          {orders.map(({ id, number, totalBani, orderedAt, lastDay }) => (
            <li key={id} className="rounded-card border border-line bg-paper p-5">
              <h2 className="text-lead">Comanda {number}</h2>
              <p className="text-muted figures">
                {formatDate(bucharestDate(orderedAt))} · {formatLei(totalBani)} · până la{" "}
                {formatDate(lastDay)}
              </p>
              <div className="mt-3 flex">
                <LinkButton
                  href={orderPaths.withdraw(id)}
                  tone="outline"
                  aria-label={`Retrage-te din contract aici, comanda ${number}`}
                >
                  Retrage-te din contract aici
                </LinkButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      <HelpLinks className="mt-4" links={[["retragere", "Când primești banii?"]]} />
    </div>
  )
}
