import type { Random } from "../core/random"
import { type Spans, withoutSpan, withSpan } from "./intervals"

/** A command as the gateway gets it; times in milliseconds. */
export type GatewayCommand = {
  readonly id: string
  readonly type: "grant" | "refresh" | "revoke"
  readonly serial: string
  readonly packageCode: string
  readonly from: number
  readonly until: number
}

export type GatewayWeather = "fair" | "down" | "lossy" | "refusing"
export type CarriedOut = GatewayCommand & { readonly at: number }

type World = {
  readonly now: () => number
  readonly weather: () => GatewayWeather
  readonly randomOf: (label: string) => Random
  /** A decoder's card that is broken: nothing can be opened on it. */
  readonly isBroken: (serial: string) => boolean
  /** Knows no periods: a revoke closes the whole package on the card. */
  readonly closesWhole: boolean
}

const cell = (serial: string, packageCode: string) => `${serial}/${packageCode}`

/**
 * The operator's gateway. It holds for each card and package what is open from when until when, and not whose
 * period that was: a revoke closes that span, or the whole package where the gateway knows no periods. A
 * command that it has carried out is known by its id.
 */
export function createGatewayModel(world: World) {
  const open = new Map<string, Spans>()
  const done = new Map<string, number>()
  /** Commands that changed what is open, oldest first. */
  const history: CarriedOut[] = []

  function carryOut(command: GatewayCommand): void {
    const key = cell(command.serial, command.packageCode)
    open.set(key, changed(open.get(key) ?? [], command))
    history.push({ ...command, at: world.now() })
  }

  function changed(spans: Spans, command: GatewayCommand): Spans {
    if (command.type !== "revoke") return withSpan(spans, command)
    return world.closesWhole ? [] : withoutSpan(spans, command)
  }

  function refusalOf({ type, serial, packageCode, from }: GatewayCommand): string | null {
    if (type === "revoke") return null
    if (world.isBroken(serial)) return "the card does not answer"
    if (world.weather() !== "refusing") return null
    const isUnwilling = world.randomOf(`gateway:${serial}:${packageCode}:${from}`).chance(0.5)
    return isUnwilling ? "not on this card" : null
  }

  return {
    history,
    closesWhole: world.closesWhole,
    openOn: (serial: string, packageCode: string): Spans => open.get(cell(serial, packageCode)) ?? [],
    /** Everything that was ever opened: `serial/package`. */
    cells: () => [...open.keys()],
    /** The operator opens a package outside the product, as before it existed. */
    openByHand: (command: GatewayCommand) => carryOut(command),
    /** The counter sold what runs already, and gives the money back: its books name that period no longer. */
    takeOffBooks: (id: string) => {
      const at = history.findIndex((one) => one.id === id)
      if (at >= 0) history.splice(at, 1)
    },
    send(
      command: GatewayCommand,
    ): { kind: "acknowledged" | "no-answer" } | { kind: "refused"; reason: string } {
      const weather = world.weather()
      if (weather === "down") return { kind: "no-answer" }
      if (!done.has(command.id)) {
        const reason = refusalOf(command)
        if (reason) return { kind: "refused", reason }
        carryOut(command)
        done.set(command.id, world.now())
      }
      return { kind: weather === "lossy" ? "no-answer" : "acknowledged" }
    },
  }
}

export type GatewayModel = ReturnType<typeof createGatewayModel>
