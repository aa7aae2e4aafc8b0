import { expect, test, vi } from "vitest"
import { countViolations, violationsIn } from "./csp-reports"
import { log } from "./log"

const single = (directive: string, blocked: string) => ({
  "csp-report": {
    "document-uri": "https://cont.example/parola-noua/secret-token",
    "effective-directive": directive,
    "blocked-uri": blocked,
    "script-sample": "ana@exemplu.ro",
  },
})

test("a report becomes its directive and the blocked origin alone", () => {
  expect(violationsIn(single("script-src-elem", "https://evil.example/x?t=secret"))).toEqual([
    "script-src-elem https://evil.example",
  ])
  const listed = (type: string) => ({
    type,
    url: "https://cont.example/activare/secret-token",
    body: { effectiveDirective: "img-src", blockedURL: "chrome-extension://abc/x.png" },
  })
  expect(violationsIn([listed("deprecation"), listed("csp-violation")])).toEqual([
    "img-src chrome-extension:",
  ])
  expect(violationsIn(single("style-src-attr", "inline"))).toEqual(["style-src-attr inline"])
})

test.each([
  [null],
  ["text"],
  [{}],
  [[null, 1, "x", {}]],
  [single("ana@exemplu.ro", "inline")],
  [single("script-src", "x".repeat(3_000))],
  [{ "csp-report": { "effective-directive": 1, "blocked-uri": 2 } }],
])("what is no report is not counted: %j", (body) => {
  expect(violationsIn(body)).toEqual([])
})

test("a long list and a long host are cut", () => {
  const entry = { type: "csp-violation", body: { effectiveDirective: "img-src", blockedURL: "data" } }
  expect(violationsIn(Array.from({ length: 500 }, () => entry))).toHaveLength(20)
  const [long = ""] = violationsIn(single("img-src", `https://${"a".repeat(1_500)}.example/`))
  expect(long.length).toBeLessThan(120)
})

test("ten thousand reports in a minute are one line; the next line has their numbers", () => {
  const lines: unknown[] = []
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void lines.push(line[0]))
  const start = 1e12
  countViolations(["img-src a"], start)
  for (let at = 0; at < 10_000; at++) countViolations([`img-src ${at % 50}`], start + at)
  expect(lines).toHaveLength(1)
  countViolations(["img-src 0"], start + 60_000)
  const named = Object.fromEntries([1, 2, 3, 4].map((at) => [`img-src ${at}`, 200]))
  expect(lines).toEqual([
    { blocked: { "img-src a": 1 }, others: 0 },
    { blocked: { "img-src 0": 201, ...named }, others: 9_000 },
  ])
})
