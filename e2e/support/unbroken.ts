import { expect, type Page } from "@playwright/test"

const widths = [320, 330, 340, 350, 360, 370, 380, 390, 400, 410, 420, 430]

/** What stands on one line however narrow the phone is. */
const whole = [
  String.raw`\S*e-mail\S*`,
  String.raw`…\d{4}`,
  "Plătit – neactivat",
  String.raw`\d[\d.,]* lei`,
  String.raw`\d{1,2} (?:ian|feb|mar|apr|mai|iun|iul|aug|sep|oct|noi|dec)\S*`,
  String.raw`\b0\d{2,3}(?: \d{2,4}){2,3}\b`,
].join("|")

/** On phones of every width, no amount, date, telephone, state or "e-mail" of these pages is on two lines. */
export async function expectNothingBroken(page: Page, paths: readonly string[]) {
  const broken = new Map<string, number[]>()
  for (const path of paths) {
    await page.goto(path)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true
    })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 })
      for (const words of await page.evaluate(brokenWords, whole)) {
        const where = `${path}: ${words}`
        broken.set(where, [...(broken.get(where) ?? []), width])
      }
    }
  }
  expect([...broken].map(([where, at]) => `${where} (${at.join(", ")})`)).toEqual([])
}

/** Runs in the page: matches of the pattern in the text of the page that stand on more than one line. */
function brokenWords(pattern: string): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const parts: { node: Node; from: number }[] = []
  let text = ""
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const before = parts.at(-1)?.node
    // React writes one sentence as several texts; another element is another sentence.
    if (before && before.parentNode !== node.parentNode) text += "\n"
    parts.push({ node, from: text.length })
    text += (node.nodeValue ?? "").replace(/\s/g, " ")
  }
  const placeOf = (offset: number): [Node, number] => {
    const { node, from } = parts.findLast((part) => part.from <= offset) ?? { node: document.body, from: 0 }
    return [node, offset - from]
  }
  return [...text.matchAll(new RegExp(pattern, "giu"))].flatMap(({ 0: words, index }) => {
    const range = document.createRange()
    range.setStart(...placeOf(index))
    const [last, offset] = placeOf(index + words.length - 1)
    range.setEnd(last, offset + 1)
    const lines = new Set(
      [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)),
    )
    if (lines.size < 2) return []
    return [`${words} in „${text.slice(Math.max(0, index - 30), index + words.length + 15).trim()}”`]
  })
}
