/** An address as we keep it: without the last byte of IPv4, without all past the /48 of IPv6. Empty for anything else. */
export function shortIp(ip: string | null): string {
  if (!ip) return ""
  const [, ipv4] = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(ip) ?? []
  if (ipv4) return `${ipv4}.0`
  if (!/^[0-9a-f:]{2,39}$/i.test(ip) || !ip.includes(":")) return ""
  return `${groupsOf(ip).slice(0, 3).join(":")}::`
}

/** Who is limited: one IPv4 address, or the /64 that one IPv6 household has. */
export function limitedIp(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip
  return `${groupsOf(ip).slice(0, 4).join(":")}::/64`
}

/** The eight groups of an IPv6 address, its `::` written out. */
function groupsOf(ip: string): string[] {
  const [head = "", tail = ""] = ip.toLowerCase().split("::")
  const before = head.split(":").filter(Boolean)
  const after = tail.split(":").filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0")
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ""))
}
