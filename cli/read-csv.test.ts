import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { readCsv, sizeOf, UnreadableFile } from "./read-csv"

const folder = mkdtempSync(join(tmpdir(), "focus-sat-csv-"))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function aFile(content: string | Buffer): string {
  const file = join(folder, `${++files}.csv`)
  writeFileSync(file, content)
  return file
}
async function linesOf(content: string | Buffer) {
  const lines = []
  for await (const line of readCsv(aFile(content), { columns: ["serial", "status"] }, () => undefined))
    lines.push(line)
  return lines
}

const good = [{ line: 2, columns: { serial: "00000000001", status: "blocked" } }]

test("a byte order mark, Windows line ends, quotes and blanks around values do not matter", async () => {
  expect(await linesOf("serial,status\n00000000001,blocked\n")).toEqual(good)
  expect(await linesOf("\uFEFFserial,status\r\n00000000001,blocked\r\n")).toEqual(good)
  expect(await linesOf('"serial","status"\n"00000000001" , blocked')).toEqual(good)
})

test("what Excel writes in Romania is read: semicolons, byte order mark, empty columns and rows at the end", async () => {
  expect(await linesOf("\uFEFFserial;status\r\n00000000001;blocked\r\n;\r\n;\r\n\r\n")).toEqual(good)
  expect(await linesOf("serial;status;;\r\n00000000001;blocked;;\r\n;;;\r\n")).toEqual(good)
  expect(await linesOf("serial,status,\n00000000001,blocked,\n,,\n")).toEqual(good)
})

test("a serial that the spreadsheet rounded is a bad line that says so", async () => {
  for (const serial of ["2E+10", "2,00E+10", "2.00e+10"]) {
    const reason = `${serial} is a number that the spreadsheet rounded: format the column as text`
    expect(await linesOf(`serial;status\n"${serial}";blocked\n`)).toEqual([{ line: 2, reason }])
  }
})

test("an empty cell in the middle, or past a value, is not ignored", async () => {
  expect(await linesOf("serial;status\n;blocked\n1;;blocked\n1;\n")).toEqual([
    { line: 2, columns: { serial: "", status: "blocked" } },
    { line: 3, reason: "has 3 columns instead of 2" },
    { line: 4, columns: { serial: "1", status: "" } },
  ])
})

test("a file in Windows-1250 or UTF-16 is refused with the format to save it in", async () => {
  const windows = Buffer.from([...Buffer.from("serial;status\r\n1;bloca"), 0xfe, ...Buffer.from("\r\n")])
  for (const content of [windows, Buffer.from("\uFEFFserial\tstatus\r\n1\tblocked\r\n", "utf16le")]) {
    await expect(linesOf(content)).rejects.toThrow(
      'The file is not UTF-8: in the spreadsheet, save it as "CSV UTF-8',
    )
  }
})

test("a last column that may be left out is empty then", async () => {
  const read = async (content: string) => {
    const lines = []
    const form = { columns: ["serial", "code"] as const, optional: 1 }
    for await (const line of readCsv(aFile(content), form, () => undefined)) lines.push(line)
    return lines
  }
  expect(await read("serial\n1\n")).toEqual([{ line: 2, columns: { serial: "1", code: "" } }])
  expect(await read("serial,code\n1,2\n")).toEqual([{ line: 2, columns: { serial: "1", code: "2" } }])
  await expect(read("code\n1\n")).rejects.toThrow("The first line must be serial or serial,code, separated")
})

test("a line with too few or too many columns is bad by its number in the file; empty lines count", async () => {
  expect(await linesOf("serial,status\n\n1\n00000000001,blocked\n1,2,3\n")).toEqual([
    { line: 3, reason: "has 1 columns instead of 2" },
    { line: 4, columns: { serial: "00000000001", status: "blocked" } },
    { line: 5, reason: "has 3 columns instead of 2" },
  ])
})

test.for([
  ["empty", ""],
  ["without its header", "00000000001,blocked\n"],
  ["with the header of another kind", "serial,package_code,starts_at,ends_at\n"],
  ["separated by tabs", "serial\tstatus\n00000000001\tblocked\n"],
  ["with a quote that is never closed", 'serial,status\n"00000000001,blocked\n'],
  ["not UTF-8", Buffer.from("serial,status\n00000000001,bloc\xE2t\n", "latin1")],
  ["cut in the middle of a letter", Buffer.concat([Buffer.from("serial,status\n1,"), Buffer.of(0xc8)])],
] as const)("a file that is %s is refused as a whole", async ([, content]) => {
  await expect(linesOf(content)).rejects.toThrow(UnreadableFile)
})

test("a missing file and a folder are refused before anything is read", () => {
  expect(() => sizeOf(join(folder, "none.csv"))).toThrow(UnreadableFile)
  expect(() => sizeOf(folder)).toThrow(UnreadableFile)
})
