import { app } from "@/lib/app-context"
import { listCatalogue } from "@/lib/catalogue/list-catalogue"
import { formatLei } from "@/lib/domain/money/money"
import { monthCount } from "@/lib/domain/words/plural"

/** What was chosen before the sign-up, so that nothing seems lost: it waits in the new account. */
export async function ChosenOffer({ code }: { readonly code: string }) {
  const { packages } = await listCatalogue(app())
  const [chosen] = packages.flatMap(({ name, offers }) =>
    offers.filter((offer) => offer.code === code).map((offer) => ({ name, ...offer })),
  )
  if (!chosen) return null
  return (
    <p className="text-balance rounded-card border border-line bg-paper px-5 py-4">
      Ai ales{" "}
      <strong>
        {chosen.name}, {monthCount(chosen.months)} · {formatLei(chosen.priceBani)}
      </strong>
      . Te așteaptă în cont, la Reîncarcă.
    </p>
  )
}
