import { CardSearchField } from "@/components/account/card-search-field"
import { buttonStyle } from "@/components/ui/button-style"
import { smartcardCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"

type CardSearchProps = { readonly search: string; readonly found: number }

/** Finds a card by its name or its last digits; an ordinary GET form. */
export function CardSearch({ search, found }: CardSearchProps) {
  return (
    <search className="mt-6 block">
      <form action={paths.account} className="flex flex-wrap items-end gap-3">
        <CardSearchField search={search} />
        <button type="submit" className={`${buttonStyle("outline", false)} min-h-13`}>
          Caută
        </button>
      </form>
      {search && (
        <p role="status" className="mt-2 flex flex-wrap items-center gap-x-6">
          {found === 0 ? "Nu am găsit niciun smartcard." : `Am găsit ${smartcardCount(found)}.`}
          <a href={paths.account} className="inline-flex min-h-12 items-center link">
            Arată toate smartcardurile
          </a>
        </p>
      )}
    </search>
  )
}
