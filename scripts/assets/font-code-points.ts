/** The code points of a TrueType font's character map of format 4, which holds those of at most 16 bits. */
export function fontCodePoints(font: Buffer): number[] {
  const cmap = tableAt(font, "cmap")
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + 8 * index)
  const maps = records.map((record) => cmap + font.readUInt32BE(record + 4))
  const map = maps.find((at) => font.readUInt16BE(at) === 4)
  if (map === undefined) throw new Error("The font has no character map of format 4")
  const segments = font.readUInt16BE(map + 6) / 2
  return Array.from({ length: segments }, (_, index) => {
    const last = font.readUInt16BE(map + 14 + 2 * index)
    const first = font.readUInt16BE(map + 16 + 2 * (segments + index))
    // The last segment ends the list and maps no character.
    return last === 0xffff ? [] : Array.from({ length: last - first + 1 }, (_, step) => first + step)
  }).flat()
}

function tableAt(font: Buffer, name: string): number {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index)
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === name)
  if (entry === undefined) throw new Error(`The font has no table ${name}`)
  return font.readUInt32BE(entry + 8)
}
