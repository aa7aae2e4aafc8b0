import type { Metadata } from "next"
import { LegalSections } from "@/components/site/legal-sections"
import { Prose } from "@/components/site/prose"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { type CivilDate, formatDate } from "@/lib/domain/time/civil-date"
import { accountTerms } from "@/lib/domain/words/legal/account-terms"
import { currentSaleTexts } from "@/lib/domain/words/legal/sale-texts"
import { currentTermsVersion, saleVersions } from "@/lib/domain/words/terms"
import { seller } from "@/lib/env"

export const metadata: Metadata = {
  title: "Termeni",
  description: "Termenii de vânzare, dreptul de retragere și termenii contului online Focus Sat.",
}

/** What the customer agrees to, in three parts. Each part's texts have a version that is stored. */
export default function TermsPage() {
  const identity = unbrokenSeller(seller())
  const { terms, withdrawal } = currentSaleTexts()
  const parts = [
    { id: "vanzare", title: "Termenii de vânzare", version: saleVersions.terms, text: terms },
    {
      id: "retragere-din-contract",
      title: "Retragerea din contract",
      version: saleVersions.withdrawal,
      text: withdrawal,
    },
    { id: "cont", title: "Termenii contului", version: currentTermsVersion, text: accountTerms },
  ].map(({ text, ...part }) => ({ ...part, sections: text(identity) }))
  return (
    <Prose title="Termeni">
      <nav aria-label="Cuprins" className="print:hidden">
        {parts.map(({ id, title, sections }) => (
          <div key={id} className="mt-4">
            <a href={`#${id}`} className="inline-flex min-h-12 items-center font-strong">
              {title}
            </a>
            <div className="flex flex-wrap gap-x-5 text-small">
              {sections.map((section) => (
                <a key={section.id} href={`#${section.id}`} className="inline-flex min-h-12 items-center">
                  {section.title}
                </a>
              ))}
            </div>
          </div>
        ))}
      </nav>
      {parts.map(({ id, title, version, sections }) => (
        <section key={id} id={id} aria-labelledby={`${id}-titlu`} className="mt-10 scroll-mt-4">
          <h2 id={`${id}-titlu`}>{title}</h2>
          <p>În vigoare de la {formatDate(version as CivilDate)}.</p>
          <LegalSections sections={sections} email={identity.email} />
        </section>
      ))}
    </Prose>
  )
}
