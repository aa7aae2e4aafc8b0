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

/** The key of a limit per place: one IPv4 address, or the /64 that one IPv6 household has. */
export function limitedIp(ip: string): string {
  const address = withoutIpv4Prefix(ip)
  if (!address.includes(":") || address.includes(".")) return address
  return `${groupsOf(address).slice(0, 4).join(":")}::/64`
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
