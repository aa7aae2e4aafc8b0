import { isIP } from "node:net"

/**
 * The last address of the trusted header: that proxy wrote it. Clients can write every other entry
 * themselves.
 */
export function lastIp(header: string | null | undefined): string | null {
  const last = header?.split(",").at(-1)?.trim() ?? ""
  return isIP(last) ? last : null
}

/**
 * An IP address as it is stored: IPv4 without its last byte, IPv6 without everything after its /48. Empty for
 * any other text.
 */
export function shortIp(ip: string | null): string {
  const address = withoutIpv4Prefix(ip ?? "")
  const [, threeBytes] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? []
  if (threeBytes) return `${threeBytes}.0`
  if (!/^[0-9a-f:]{2,39}$/i.test(address) || !address.includes(":")) return ""
  return `${groupsOf(address).slice(0, 3).join(":")}::`
}

/** `""`: one IPv4 address, or an IPv6 /64. Providers give one customer up to a /56 or a /48. */
export type PlaceTier = "" | "-56" | "-48"

/** The places of a client address that limits count, the smallest first. */
export function limitedPlaces(ip: string): { readonly tier: PlaceTier; readonly place: string }[] {
  const address = withoutIpv4Prefix(ip)
  if (!address.includes(":") || address.includes(".")) return [{ tier: "", place: address }]
  const groups = groupsOf(address)
  const site = groups.slice(0, 3).join(":")
  const upperByte = (Number.parseInt(groups[3] ?? "0", 16) >> 8).toString(16)
  return [
    { tier: "", place: `${groups.slice(0, 4).join(":")}::/64` },
    { tier: "-56", place: `${site}:${upperByte}::/56` },
    { tier: "-48", place: `${site}::/48` },
  ]
}

/**
 * A proxy may write IPv4 as an IPv6 address (`::ffff:203.0.113.77`, RFC 4291 section 2.5.5.2): one client,
 * one identity.
 */
function withoutIpv4Prefix(ip: string): string {
  return /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(ip)?.[1] ?? ip
}

/** The eight groups of an IPv6 address, its `::` written out. */
function groupsOf(ip: string): string[] {
  const [head = "", tail = ""] = ip.toLowerCase().split("::")
  const before = head.split(":").filter(Boolean)
  const after = tail.split(":").filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0")
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ""))
}
