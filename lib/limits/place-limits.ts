import "server-only"
import { limitedPlaces } from "@/lib/runtime/ip-address"
import type { Limit } from "./hit-limits"
import { limitOf, type paces } from "./paces"

type PlacePace = {
  [Name in keyof typeof paces]: `${Name}-56` extends keyof typeof paces ? Name : never
}[keyof typeof paces]

/**
 * The limits of one client address: of itself, and of an IPv6 address also of the wider networks that one
 * customer of a provider may have, with more tries each. `who` further divides them, for example by account.
 */
export function placeLimits(what: PlacePace, ip: string, who = ""): Limit[] {
  return limitedPlaces(ip).map(({ tier, place }) => limitOf(`${what}${tier}`, `${who} ${place}`))
}
