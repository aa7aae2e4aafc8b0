import type { Random } from "./random"

/** How a vendor fares for some hours. */
export type Spell<Kind extends string> = {
  readonly from: number
  readonly until: number
  readonly kind: Kind
}

type Climate<Kind extends string> = {
  /** Mean days between two spells. */
  readonly everyDays: number
  readonly kinds: Readonly<Record<Kind, number>>
  readonly hours: readonly [least: number, most: number]
}

const hourMs = 3_600_000

/** The spells of a whole run, drawn beforehand: they depend on nothing that the product does. */
export function drawSpells<Kind extends string>(
  random: Random,
  { from, until }: { readonly from: number; readonly until: number },
  { everyDays, kinds, hours: [least, most] }: Climate<Kind>,
): Spell<Kind>[] {
  const spells: Spell<Kind>[] = []
  for (let at = from; ; ) {
    // A third of all spells come right after another: a vendor's bad day has several faces.
    const isNext = spells.length > 0 && random.chance(0.33)
    if (!isNext) at += random.next() * 2 * everyDays * 24 * hourMs
    if (at > until) return spells
    const kind = random.weighted<Kind>(kinds)
    // Many short ones, few long ones.
    const hours = least * (most / least) ** random.next()
    spells.push({ from: Math.round(at), until: Math.round(at + hours * hourMs), kind })
    at += hours * hourMs
  }
}

export const spellAt = <Kind extends string>(spells: readonly Spell<Kind>[], at: number): Kind | "fair" =>
  spells.find(({ from, until }) => from <= at && at < until)?.kind ?? "fair"
