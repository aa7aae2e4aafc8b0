import { execFileSync } from "node:child_process"
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import { environmentNames } from "@/lib/env"
import { budgets } from "@/lib/limits/budgets"
import type { Pace } from "@/lib/limits/hit-limits"
import { paces } from "@/lib/limits/paces"

const manuals = ["README.md", "CONTRIBUTING.md", ...globSync("docs/*.md")].sort()
const decisions = globSync("docs/decisions/*.md").sort()
const documents = [...manuals, ...decisions]
const read = (file: string) => readFileSync(file, "utf8")
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(Boolean)
const folders = new Set(tracked.flatMap((file) => parents(file)))

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")))
const vercelJobs = z
  .object({ crons: z.array(z.object({ path: z.string() })) })
  .parse(JSON.parse(read("vercel.json")))
  .crons.map(({ path }) => path.replace("/api/cron/", ""))
  .sort()

test.each(documents)("%s names only npm commands that exist", (file) => {
  const named = [...read(file).matchAll(/\bnpm run ([a-z0-9:-]+)/g)].map(([, name]) => name ?? "")
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test("README and CONTRIBUTING name every npm command", () => {
  const text = read("README.md") + read("CONTRIBUTING.md")
  const hooks = ["postinstall"]
  const named = (name: string) =>
    text.includes(`npm run ${name}`) || (["start", "test"].includes(name) && text.includes(`npm ${name}`))
  expect(Object.keys(scripts).filter((name) => !hooks.includes(name) && !named(name))).toEqual([])
})

test.each(documents)("%s names only files and folders that exist", (file) => {
  expect(pathsIn(read(file)).filter((path) => !exists(path))).toEqual([])
})

test.each(documents)("the links of %s lead to files that exist", (file) => {
  const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? "")
  expect(targets.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([])
})

test("README and operations list the jobs that exist, and vercel.json all of them but outbox", () => {
  const jobs = readdirSync("app/api/cron").sort()
  const inReadme = [...read("README.md").matchAll(/`GET \/api\/cron\/([a-z-]+)`/g)].map(([, job]) => job)
  const table = read("docs/operations.md").split("## Jobs")[1]?.split("\n## ")[0] ?? ""
  const inOperations = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, job]) => job)
  expect(inReadme.sort()).toEqual(jobs)
  expect(inOperations.sort()).toEqual(jobs)
  expect(vercelJobs).toEqual(jobs.filter((job) => job !== "outbox"))
})

test("docs/marketing.md names the parameters that are kept, and addresses that exist", () => {
  const text = read("docs/marketing.md")
  const rows = [...text.matchAll(/^\| `([^`]+)`\s+\|/gm)].map(([, name = ""]) => name)
  const inCode = /\^\(\?:([a-z|]+)\)\$/.exec(read("lib/domain/people/campaign.ts"))?.[1]?.split("|") ?? []
  expect(rows.filter((name) => !name.startsWith("/")).sort()).toEqual([...inCode, "utm_…"].sort())
  const pages = rows.filter((name) => name.startsWith("/"))
  expect(pages.filter((path) => !globSync(`app/{(site)/,}${path.slice(1)}/page.tsx`).length)).toEqual([])
})

test("the limits of docs/security.md are those of the code", () => {
  const table = read("docs/security.md").split("## Against guessing")[1]?.split("\n## ")[0] ?? ""
  const rows = [...table.matchAll(/^\|.*?\| (\d+)\s+\| ([^|]+?)\s+\| ([^|]+?)\s+\| ([^|]+?)\s+\|$/gm)]
  const documented = rows.map(([, free, ...times]) => [Number(free), ...times.map(seconds)].join(" "))
  expect(documented.sort()).toEqual(Object.values(paces).map(paceInNumbers).sort())
})

test("the budgets of docs/security.md are those of the code", () => {
  const rows = [...read("docs/security.md").matchAll(/^\| `([a-z-]+)`:.*?\| (\d+)\s+\| ([^|]+?)\s+\|$/gm)]
  const documented = rows.map(([, name, burst, every = ""]) => [name, Number(burst), seconds(every)])
  const inCode = Object.entries(budgets).map(([name, { burst, everySeconds }]) => [name, burst, everySeconds])
  expect(documented.sort()).toEqual(inCode.sort())
})

test("a variable that a document names is one that the product or its scripts read", () => {
  const known = new Set([
    ...environmentNames,
    ...[...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name),
  ])
  const others = ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "NEXT_DEPLOYMENT_ID", "CONNECTION_CLOSED"]
  for (const file of documents) {
    const named = [...read(file).matchAll(/`\$?([A-Z][A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g)].map(
      ([, name]) => name ?? "",
    )
    const unknown = named.filter((name) => !known.has(name) && !others.includes(name) && !name.endsWith("_"))
    expect(unknown, file).toEqual([])
  }
})

test.each(decisions)("%s has its number, date and status", (file) => {
  const number = /(\d{4})-/.exec(file)?.[1]
  const [title = "", , dated = ""] = read(file).split("\n")
  expect(title.startsWith(`# ${number} `)).toBe(true)
  expect(dated).toMatch(/^Date: 20\d\d-\d\d-\d\d · Status: (accepted|superseded by \d{4})$/)
  expect(read(file).split("\n").length).toBeLessThanOrEqual(45)
})

/** Paths of the repository in backticks. Placeholders (`<name>`, `…`, `[token]` in capitals) are no paths. */
function pathsIn(text: string): string[] {
  const roots = /^(?:app|bench|cli|components|db|docs|e2e|emails|lib|patches|scripts|stand-ins|tests)\//
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path]) => path ?? "")
  const drawn = [...text.matchAll(/^(?:app|lib|db|emails|components)\/[\w./()[\]-]+/gm)].map(([path]) => path)
  return [...quoted.filter((one) => roots.test(one) && !/[<…\s=*]/.test(one)), ...drawn]
    .flatMap(expandBraces)
    .map((path) => path.replace(/\/$/, ""))
}

function expandBraces(path: string): string[] {
  const [, before = "", choices, after = ""] = /^(.*?)\{([^}]+)\}(.*)$/.exec(path) ?? []
  return choices ? choices.split(",").flatMap((one) => expandBraces(`${before}${one}${after}`)) : [path]
}

function exists(path: string): boolean {
  return tracked.includes(path) || folders.has(path) || tracked.some((file) => file.startsWith(`${path}.`))
}

function parents(file: string): string[] {
  const parts = file.split("/").slice(0, -1)
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"))
}

const paceInNumbers = ({ free, firstWaitSeconds, longestWaitSeconds, memorySeconds }: Pace) =>
  [free, firstWaitSeconds, longestWaitSeconds, memorySeconds].join(" ")

const units = { s: 1, min: 60, h: 3_600, days: 86_400 } as const

function seconds(text: string): number {
  const { amount, unit } = z
    .object({ amount: z.coerce.number(), unit: z.enum(["s", "min", "h", "days"]) })
    .parse(/^(?<amount>[\d.]+) (?<unit>\w+)$/.exec(text.trim())?.groups)
  return amount * units[unit]
}
