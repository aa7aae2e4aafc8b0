import { CardSearchField } from "@/components/account/card-search-field"
import { Button } from "@/components/ui/button"
import { buttonStyle } from "@/components/ui/button-style"
import { descriptionOf, FieldError } from "@/components/ui/field"
import { Unbroken } from "@/components/ui/unbroken"
import { writeAskedLine } from "@/lib/domain/money/write-asked-line"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { rowNote } from "@/lib/domain/words/overview-words"
import { paths, queryNames } from "@/lib/paths"
import { cardMatches, searchFrom } from "@/lib/subscriptions/account-page"
import type { TopUp, TopUpCard } from "./read-top-up"

type CardStepProps = {
  readonly topUp: TopUp
  readonly search: string
  /** Sent on without a card. */
  readonly lacksCard: boolean
}

const fieldId = "smartcard"

/** The first step: which cards. An ordinary GET form; its answer is the address of the second step. */
export function CardStep({ topUp: { cards, lines, preset, today }, search, lacksCard }: CardStepProps) {
  const found = search ? cards.filter((card) => cardMatches(card, search)) : cards
  const first = found.find(({ isBlocked }) => !isBlocked)
  const kept = cards.filter((card) => card.isChosen && !found.includes(card))
  const error = lacksCard ? "Alege cel puțin un smartcard." : undefined
  return (
    <form action={paths.topUp} className="grid gap-5">
      {lines.map((line) => (
        <input
          key={`${line.linkId} ${line.offerCode}`}
          type="hidden"
          name={queryNames.line}
          value={writeAskedLine({ linkId: line.linkId, offerCode: line.offerCode })}
        />
      ))}
      {preset && <input type="hidden" name={queryNames.offer} value={preset.offerCode} />}
      {kept.map(({ linkId }) => (
        <input key={linkId} type="hidden" name={queryNames.card} value={linkId} />
      ))}
      {cards.length >= searchFrom && <Search search={search} found={found.length} />}
      <fieldset {...descriptionOf(fieldId, { error })} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <legend className="mb-3">
          <span className="block font-strong text-lead">Pentru ce smartcard?</span>
          <span className="block text-muted">Poți alege unul sau mai multe.</span>
        </legend>
        <FieldError id={fieldId} error={error} />
        {found.map((card) => (
          <CardChoice key={card.linkId} card={card} today={today} takesFocus={lacksCard && card === first} />
        ))}
      </fieldset>
      <Button type="submit" name={queryNames.step} value="2" block>
        Continuă
      </Button>
    </form>
  )
}

/** First in the form: Enter in its field searches. */
const Search = ({ search, found }: { readonly search: string; readonly found: number }) => (
  <div className="flex flex-wrap items-end gap-3">
    <CardSearchField search={search} />
    <button
      type="submit"
      name={queryNames.step}
      value="1"
      className={`${buttonStyle("outline", false)} min-h-13`}
    >
      Caută
    </button>
    {search && found === 0 && (
      <p role="status" className="basis-full">
        Nu am găsit niciun smartcard. Șterge ce ai căutat ca să le vezi pe toate.
      </p>
    )}
  </div>
)

type CardChoiceProps = {
  readonly card: TopUpCard
  readonly today: CivilDate
  /** The page came back for want of a card. */
  readonly takesFocus: boolean
}

function CardChoice({ card, today, takesFocus }: CardChoiceProps) {
  const { linkId, name, serial, isBlocked, isChosen, rows } = card
  const state = rows.map((row) => `${row.name}: ${rowNote(row, today)}`)
  return (
    <label className="flex min-h-16 cursor-pointer items-center gap-3 rounded-control border-2 border-line bg-paper px-4 py-2.5 has-checked:border-action has-disabled:cursor-default has-checked:bg-active-ground has-focus-visible:outline-3 has-focus-visible:outline-focus">
      <input
        type="checkbox"
        name={queryNames.card}
        value={linkId}
        defaultChecked={isChosen}
        disabled={isBlocked}
        // biome-ignore lint/a11y/noAutofocus: the field with the error, as in every other form
        autoFocus={takesFocus}
        className="size-6 shrink-0 accent-action"
      />
      <span className="wrap-anywhere min-w-0">
        <span className="block font-strong">
          <Unbroken>{name}</Unbroken>
        </span>
        <span className="block text-muted text-small tracking-wide figures">{serial}</span>
        {isBlocked ? (
          <span className="block text-over text-small">Blocat: nu se poate cumpăra nimic pentru el.</span>
        ) : (
          <span className="block text-small">{state.length > 0 ? state.join("; ") : "Niciun pachet"}</span>
        )}
      </span>
    </label>
  )
}
