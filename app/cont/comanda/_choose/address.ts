import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { parseAskedLines } from "@/lib/domain/money/asked-lines"
import { isCatalogueCode } from "@/lib/domain/packages/catalogue-code"
import { queryNames } from "@/lib/paths"
import type { ChosenLine } from "./read-top-up"

type Value = string | string[] | undefined
export type TopUpQuery = Readonly<Record<string, Value>>

export type TopUpAddress = {
  readonly linkIds: readonly SmartcardLinkId[]
  readonly lines: readonly ChosenLine[]
  readonly presetCode: string | null
  /** Of the two steps; null: nothing was chosen on the page yet. */
  readonly step: "cards" | "packages" | null
  readonly search: string
}

const all = (value: Value): string[] => (typeof value === "string" ? [value] : (value ?? []))
const oneOf = (value: Value) => (typeof value === "string" ? value : "")

/** What an address of "Reîncarcă" says; what cannot be read is left out. */
export function readTopUpAddress(query: TopUpQuery): TopUpAddress {
  const step = oneOf(query[queryNames.step])
  const code = oneOf(query[queryNames.offer])
  return {
    linkIds: all(query[queryNames.card]).flatMap((id) => parseId<SmartcardLinkId>(id) ?? []),
    lines: parseAskedLines(query[queryNames.line]).map(({ linkId, offerCode }) => ({ linkId, offerCode })),
    presetCode: isCatalogueCode(code) ? code : null,
    step: step === "1" ? "cards" : step === "2" ? "packages" : null,
    search: oneOf(query[queryNames.search]).trim().slice(0, 60),
  }
}
