/** Rules of this house that no linter knows. Each takes a file and answers what is wrong with it, or null. */
type SourceFile = { readonly path: string; readonly text: string }
type Rule = (file: SourceFile) => string | null

const code = /\.(?:ts|tsx|mjs)$/
/** What a test runs, and what only the compiler reads. */
const neverServed = /\.(?:test\.tsx?|d\.ts)$/

/** Files that the browser, scripts or the build read too. What is pure needs no guard. */
const shared =
  /^(?:lib\/domain\/|lib\/(?:paths|help-paths|settings-paths|app|runtime\/(?:describe-error|redact-path|redact-addresses|ip-address|client|content-security-policy|security-headers))\.ts$|db\/(?:schema|migrations)\/)|(?:^|\/)(?:[^/]*\.schema|transport)\.ts$/

const serverOnlyFirst: Rule = ({ path, text }) => {
  const mustGuard =
    /^(?:lib|db)\//.test(path) && code.test(path) && !neverServed.test(path) && !shared.test(path)
  return mustGuard && !text.startsWith('import "server-only"\n')
    ? 'does not start with import "server-only"'
    : null
}

const cedilla = /[\u015e\u015f\u0162\u0163]/

const commaBelow: Rule = ({ text }) => {
  const line = text.split("\n").findIndex((one) => cedilla.test(one))
  return line < 0 ? null : `line ${line + 1}: s or t with a cedilla, Romanian writes ș ț with a comma below`
}

const machinePath = new RegExp(["(?<![\\w.])/(?:home|Users|root)/[a-z]", "[A-Z]:\\\\Users\\\\"].join("|"))

const noMachinePaths: Rule = ({ text }) => {
  const line = text.split("\n").findIndex((one) => machinePath.test(one))
  return line < 0 ? null : `line ${line + 1}: a path of one machine`
}

const publicRegistry: Rule = ({ path, text }) => {
  if (path !== "package-lock.json") return null
  const foreign = [...text.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map(([, host]) => host)
  const other = foreign.find((host) => host !== "registry.npmjs.org")
  return other ? `packages come from ${other}` : null
}

const everyHash: Rule = ({ path, text }) => {
  if (path !== "package-lock.json") return null
  const entries = text.split(/^ {4}"(?=node_modules\/)/m).slice(1)
  const without = entries.find((entry) => !entry.includes('"integrity": "sha512-'))
  return without ? `${without.split('"', 1)} has no integrity` : null
}

const unfinished = new RegExp(`\\b(?:${["TO", "DO"].join("")}|${["FIX", "ME"].join("")}|${"X".repeat(3)})\\b`)

const nothingUnfinished: Rule = ({ path, text }) => {
  const line = code.test(path) ? text.split("\n").findIndex((one) => unfinished.test(one)) : -1
  return line < 0 ? null : `line ${line + 1}: something unfinished`
}

const noSkippedTests: Rule = ({ path, text }) =>
  /\.(?:test|spec)\.tsx?$/.test(path) && /\b(?:test|it|describe)\.(?:skip|only|todo|fixme)\b/.test(text)
    ? "a test that does not run, or keeps others from running"
    : null

/** A form that sends itself with React's own hook shows the error screen when there is no network. */
const formsAnswer: Rule = ({ path, text }) =>
  /^(?:app|components)\//.test(path) &&
  path !== "components/forms/use-form-answer.ts" &&
  /\buseActionState\b/.test(text)
    ? "a form without useActionForm or useFormAnswer, which keep what was typed when the network fails"
    : null

const rules = [
  serverOnlyFirst,
  commaBelow,
  noMachinePaths,
  publicRegistry,
  everyHash,
  nothingUnfinished,
  noSkippedTests,
  formsAnswer,
]

export function brokenRules(file: SourceFile): string[] {
  return rules.flatMap((rule) => rule(file) ?? []).map((problem) => `${file.path}: ${problem}`)
}

/** Versions below which a known hole is open, against what is installed. */
export function belowFloor(
  floors: Readonly<Record<string, string>>,
  installed: (name: string) => string | undefined,
): string[] {
  return Object.entries(floors).flatMap(([name, floor]) => {
    const version = installed(name)
    if (version && compareVersions(version, floor) >= 0) return []
    return `${name} ${version ?? "is missing"}: at least ${floor} is needed`
  })
}

/** A pre-release counts as older than its release. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split("-", 1).join("").split(".").map(Number))
  for (const place of [0, 1, 2]) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0)
    if (difference !== 0) return difference
  }
  return Number(b.includes("-")) - Number(a.includes("-"))
}
