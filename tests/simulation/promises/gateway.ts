import { type Spans, spansAfter, withoutSpan, withSpan } from "../vendors/intervals"
import { days, type World } from "../world/world"
import type { Promised } from "./promises"

/** From now on exactly that is open which subscriptions say; a flagged command is in a person's hands. */
export const gatewayEqualsSubscriptions: Promised = async (world) => {
  const flagged = await world.sql<{ cell: string }[]>`
    select distinct serial || '/' || package_code as cell from entitlement_commands
    where flagged_at is not null and status in ('pending', 'refused')`
  const excused = new Set(flagged.map(({ cell }) => cell))
  const bought = await spansOfSubscriptions(world)
  const cells = new Set([...bought.keys(), ...world.gateway.cells()])
  return [...cells]
    .filter((cell) => !excused.has(cell))
    .flatMap((cell) => {
      const [serial = "", packageCode = ""] = cell.split("/")
      const open = spansAfter(world.gateway.openOn(serial, packageCode), world.clock.now)
      const owed = spansAfter(bought.get(cell) ?? [], world.clock.now)
      return [
        ...lacking(open, owed).map(() => `paid and not open on ${cell}`),
        ...lacking([...owed, ...soldByHand(world, cell)], open).map(() => `open for nothing on ${cell}`),
      ]
    })
}

async function spansOfSubscriptions({ sql }: World): Promise<Map<string, Spans>> {
  const rows = await sql<{ cell: string; from: Date; until: Date }[]>`
    select k.serial || '/' || p.code as cell, s.starts_at as from, s.ends_at as until from subscriptions s
    join smartcards k on k.id = s.smartcard_id join packages p on p.id = s.package_id where s.status = 'active'`
  const spans = new Map<string, Spans>()
  for (const { cell, from, until } of rows) {
    const span = { from: from.getTime(), until: until.getTime() }
    spans.set(cell, withSpan(spans.get(cell) ?? [], span))
  }
  return spans
}

/** What the operator opened beside the product may not have been imported yet. */
const soldByHand = ({ gateway }: World, cell: string): Spans =>
  gateway.history.filter(
    ({ id, serial, packageCode }) => id.startsWith("counter-") && `${serial}/${packageCode}` === cell,
  )

/** The parts of the wanted spans that are not there. */
const lacking = (there: Spans, wanted: Spans): Spans =>
  there.reduce((left, span) => withoutSpan(left, span), wanted)

/** A paid period has its picture within a day and a half of its start, or is given back. */
export const pictureSoon: Promised = async ({ sql, gateway, clock }) => {
  const rows = await sql<{ id: string; command: string; begins: Date }[]>`
    select s.id, c.id as command, greatest(s.starts_at, s.activated_at) as begins from subscriptions s
    join entitlement_commands c on c.subscription_id = s.id and c.type = 'grant' and c.starts_at = s.starts_at
    where s.status = 'active' and s.activated_at is not null`
  const openedAt = new Map(gateway.history.map(({ id, at }) => [id, at]))
  const bySubscription = Map.groupBy(rows, ({ id }) => id)
  return [...bySubscription.values()].flatMap((commands) => {
    const begins = commands[0]?.begins.getTime() ?? 0
    const opened = Math.min(
      ...commands.map(({ command }) => openedAt.get(command) ?? Number.POSITIVE_INFINITY),
    )
    const waited = Math.min(opened, clock.now) - begins
    return waited > days(1.5) ? [`paid days without picture: ${Math.floor(waited / days(1))}`] : []
  })
}
