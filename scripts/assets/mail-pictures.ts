/**
 * `npm run mails -- pictures`: writes a picture of every mail to .pictures/mails: on a desktop, a phone, a
 * phone in dark mode and a narrow phone.
 * `npm run mails -- score`: prints the score that SpamAssassin (Debian's package, without its network tests)
 * gives to each mail; fails from 1.0 on.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { type Browser, chromium, devices } from "@playwright/test"
import MailComposer from "nodemailer/lib/mail-composer"
import { mailSamples } from "@/emails/registry"
import type { RenderedMail } from "@/lib/mail/transport"
import { renderMail } from "@/lib/outbox/render-mail"
import { findChromium } from "@/scripts/lib/chromium"
import { sampleContext } from "@/tests/samples/mails"

const folder = ".pictures/mails"
const worstScore = 1

const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 }
const views = {
  desktop: { viewport: { width: 800, height: 600 } },
  phone,
  "phone-dark": { ...phone, colorScheme: "dark" },
  "phone-320-nothing-loaded": { ...phone, viewport: { width: 320, height: 640 } },
} as const

const run = { pictures: takePictures, score }[process.argv[2] ?? ""]
if (run) process.exitCode = await run()
else {
  console.error("Usage: npm run mails -- pictures|score")
  process.exitCode = 1
}

/** The last sample of each kind. */
async function samples(): Promise<{ readonly kind: string; readonly mail: RenderedMail }[]> {
  const lastOfKind = new Map(mailSamples().map((content) => [content.kind, content]))
  return Promise.all(
    [...lastOfKind].map(async ([kind, content]) => ({
      kind,
      mail: await renderMail(content, "ana.popescu@exemplu.ro", sampleContext),
    })),
  )
}

async function takePictures(): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const { path } = await findChromium()
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] })
  try {
    for (const { kind, mail } of await samples()) await shoot(browser, kind, mail)
  } finally {
    await browser.close()
  }
  return 0
}

async function shoot(browser: Browser, kind: string, { html }: RenderedMail) {
  for (const [view, options] of Object.entries(views)) {
    const context = await browser.newContext(options)
    // A mail must load nothing: any request fails the run.
    const asked: string[] = []
    await context.route("**/*", (route) => {
      asked.push(route.request().url())
      return route.abort()
    })
    const page = await context.newPage()
    await page.setContent(html)
    await page.screenshot({ path: `${folder}/${kind}-${view}.png`, fullPage: true })
    await context.close()
    if (asked.length > 0) throw new Error(`${kind} loads ${asked.join(", ")}`)
  }
}

async function score(): Promise<number> {
  let isBad = false
  for (const { kind, mail } of await samples()) {
    const checked = spawnSync("spamassassin", ["--local", "--test-mode"], { input: await asSent(mail) })
    if (checked.error) throw new Error("Install Debian's spamassassin first", { cause: checked.error })
    const answer = checked.stdout.toString()
    const found = /^X-Spam-Status: .*?score=(-?[\d.]+).*?tests=([\s\S]*?)\s+autolearn/m.exec(answer)
    if (!found) throw new Error(`SpamAssassin gave no score for ${kind}`)
    const points = Number(found[1])
    console.log(`${kind}: ${points} (${found[2]?.replace(/\s+/g, " ")})`)
    isBad ||= points >= worstScore
  }
  return isBad ? 1 : 0
}

/** The message as the product sends it, without the headers that relays add. */
async function asSent({ from, to, subject, html, text, headers = {} }: RenderedMail): Promise<Buffer> {
  return new MailComposer({ from, to, subject, html, text, headers: { ...headers } }).compile().build()
}
