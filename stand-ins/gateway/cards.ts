import { z } from "zod"
import { readJsonFile, writeJsonFile } from "@/stand-ins/json-file"

export const gatewayModes = ["acknowledge", "refuse", "delay", "away"] as const
export type GatewayMode = (typeof gatewayModes)[number]

const taken = z.object({
  command_id: z.string(),
  type: z.enum(["grant", "refresh", "revoke"]),
  serial: z.string(),
  package_code: z.string(),
  starts_at: z.string(),
  ends_at: z.string(),
})
export type TakenCommand = z.output<typeof taken>

export type Card = {
  readonly serial: string
  /** What the card may decode now or later. */
  readonly open: readonly {
    readonly packageCode: string
    readonly startsAt: string
    readonly endsAt: string
  }[]
  readonly commands: readonly TakenCommand[]
}

export type CardStore = ReturnType<typeof createCardStore>

/** Stores commands by id, in a file when one is named, and computes from them what a card may decode. */
export function createCardStore(file: string | undefined) {
  const before = readJsonFile(file, z.array(taken)) ?? []
  const commands = new Map(before.map((one) => [one.command_id, one]))
  const modes = new Map<string, GatewayMode>()
  let mode: GatewayMode = "acknowledge"
  const card = (serial: string): Card => {
    const own = [...commands.values()].filter((one) => one.serial === serial)
    return { serial, open: openOf(own), commands: own }
  }
  return {
    card,
    all: () => [...new Set([...commands.values()].map(({ serial }) => serial))].map(card),
    modeOf: (serial: string) => modes.get(serial) ?? mode,
    setMode(wanted: GatewayMode, serial?: string) {
      if (serial) modes.set(serial, wanted)
      else mode = wanted
    },
    /** Changes nothing when a command with the same id came before. */
    apply(command: TakenCommand) {
      if (commands.has(command.command_id)) return
      commands.set(command.command_id, command)
      if (file) writeJsonFile(file, [...commands.values()])
    },
  }
}

/** A revoke closes its package on the card, whichever period it names: real gateways do not know periods. */
function openOf(commands: readonly TakenCommand[]): Card["open"] {
  let open: Card["open"] = []
  for (const { type, package_code: packageCode, starts_at: startsAt, ends_at: endsAt } of commands) {
    if (type === "revoke") open = open.filter((one) => one.packageCode !== packageCode)
    const isOpen = open.some((one) => one.packageCode === packageCode && one.startsAt === startsAt)
    if (type === "grant" && !isOpen) open = [...open, { packageCode, startsAt, endsAt }]
  }
  return open
}
