import { LegalSections } from "@/components/site/legal-sections"
import { Disclosure } from "@/components/ui/disclosure"
import type { Seller } from "@/lib/domain/firms/seller"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { withdrawalDays } from "@/lib/domain/money/withdrawal"
import { currentSaleTexts } from "@/lib/domain/words/legal/sale-texts"
import { dayCount } from "@/lib/domain/words/plural"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"
import { paths } from "@/lib/paths"

/**
 * What the law asks to be said before the order (OUG 34/2014 art. 6 and 8): short, with the whole information
 * on withdrawal and its form one press away.
 */
export function BeforeOrder({ seller }: { readonly seller: Seller }) {
  const days = unbrokenNumbers(dayCount(withdrawalDays))
  return (
    <section aria-labelledby="inainte-de-comanda" className="grid gap-2 text-small">
      <h2 id="inainte-de-comanda" className="font-strong text-body">
        Înainte să comanzi
      </h2>
      <p>
        Cumperi de la {seller.name}, numai pentru lunile alese: contractul nu se prelungește singur. Se aplică{" "}
        <a href={paths.terms} target="_blank" rel="noopener" className="link">
          termenii de vânzare
        </a>
        .
      </p>
      <p>
        Te poți retrage {days} de la comandă, fără să spui de ce: apeși „Retrage-te din contract aici” sau ne
        anunți cum vrei. Primești banii înapoi.
      </p>
      <p>
        Ca pachetul să pornească în aceste {days}, o ceri expres, la activare. Dacă te retragi după ce a
        pornit, plătești doar zilele folosite.
      </p>
      <Disclosure summary="Dreptul de retragere, pe larg, și formularul" about="">
        <div className="wrap-anywhere rounded-card border border-line bg-paper p-5 [&_section+section]:mt-5 [&_li]:ml-5 [&_li]:list-disc [&_p]:mt-2">
          <LegalSections
            sections={currentSaleTexts().withdrawal(unbrokenSeller(seller))}
            email={seller.email}
          />
        </div>
      </Disclosure>
    </section>
  )
}
