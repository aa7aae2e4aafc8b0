/**
 * The rules of the house style that no linter has: words, comment width, names and casts. Checked line by
 * line.
 */
export type SourceFile = { readonly path: string; readonly text: string }
type LineRule = {
  /** Only files with this path are checked. */
  readonly path: RegExp
  readonly exceptIn?: RegExp
  readonly forbids: RegExp
  readonly instead: string
}

const code = /\.(?:ts|tsx|mjs)$/
const prose = /\.(?:ts|tsx|mjs|md|css|sql|example)$/
/** The rules and their test contain what they forbid; applied migrations are never edited. */
const unchecked = /^(?:scripts\/checks\/style-rules|db\/migrations\/)/
const ids =
  "Customer|Session|SignUp|Smartcard|SmartcardLink|Package|Offer|Subscription|EntitlementCommand|BillingProfile|Order|Payment|ProviderSession|Refund|Invoice|Withdrawal|OutboxMail"

const lineRules: readonly LineRule[] = [
  {
    path: prose,
    // "nobody" in quotes is the Unix user.
    forbids:
      /(?<!["`](?=nobody["`]))\bnobody\b|\b(?:whoever|whatever|somebody)\b|\b(?:of|for) whose it is\b|\bwhat became of\b/i,
    instead: "name the person or the thing",
  },
  {
    path: prose,
    forbids: /\b(?:is|are|was|were|be|been|being) told\b/i,
    instead: "say who is mailed, warned or shown what",
  },
  {
    path: code,
    forbids: /\b(?:misfit|takeMoney|orAway|beQuiet|isCondemned|hire)\b|\bnow\.now\b/,
    instead: "use the field's verb",
  },
  {
    path: code,
    forbids: /\b(?:type|interface) (?!Setting|Warning|Heading|Building|String)[A-Z]\w*ing\b(?: =|<| \{)/,
    instead: "a type is a noun: PlaceOrderOptions, Settlement",
  },
  {
    path: code,
    exceptIn: /^(?:tests|e2e|bench)\/|\.test\.tsx?$/,
    forbids: /Awaited<\s*ReturnType</,
    instead: "export a named type beside the function",
  },
  {
    path: code,
    exceptIn: /^lib\/domain\/ids\//,
    forbids: new RegExp(`\\bas (?:${ids})Id\\b`),
    instead: "parseId or idSchema",
  },
]

const longestComment = 110
const comment = /^\s*(?:\/\/|\/?\*|--|\{\/\*)/

/** Returns one line for each problem of a file. */
export function brokenStyle({ path, text }: SourceFile): string[] {
  if (unchecked.test(path)) return []
  const rules = lineRules.filter((rule) => rule.path.test(path) && !rule.exceptIn?.test(path))
  const hasComments = /\.(?:ts|tsx|mjs|css|sql)$/.test(path)
  return text.split("\n").flatMap((line, at) => {
    const broken = rules.flatMap(({ forbids, instead }) => {
      const found = forbids.exec(line)
      return found ? [`"${found[0]}": ${instead}`] : []
    })
    if (hasComments && comment.test(line) && line.length > longestComment)
      broken.push(`a comment line of ${line.length} columns: ${longestComment} at most`)
    return broken.map((problem) => `${path}:${at + 1}: ${problem}`)
  })
}
