import { PackageRow } from "@/components/account/package-row"
import { formatDate } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"
import type { AccountOverview } from "@/lib/subscriptions/account-overview"

type Props = { readonly packages: AccountOverview["unplaced"] }

/** Paid packages whose card is in the account no more, also in an account without cards. */
export function UnplacedPackages({ packages }: Props) {
  return (
    <section aria-labelledby="fara-smartcard" className="rounded-card border border-line bg-paper">
      <h2 id="fara-smartcard" className="px-4 py-4 text-lead">
        Plătite, fără smartcard
      </h2>
      <ul>
        {packages.map(({ id, name, boughtOn }) => (
          <PackageRow
            key={id}
            level={3}
            name={name}
            note={`Plătit pe ${formatDate(boughtOn)}. Smartcardul lui nu mai este în contul tău.`}
            badge={{ tone: "waiting", spoken: "Plătit – neactivat: ", text: "De activat" }}
            action={
              <a href={orderPaths.activation(id)} className="inline-flex min-h-12 items-center link">
                Alege smartcardul
              </a>
            }
          />
        ))}
      </ul>
    </section>
  )
}
