import "server-only"
import { render } from "@react-email/render"
import { createElement } from "react"
import type { MailBlock, MailText } from "@/emails/content"
import { MailFrame } from "@/emails/frame"
import { unreachable } from "@/lib/domain/result"

/** HTML, split where texts are inserted. A number is the index of a text. */
type Template = readonly (string | number)[]

/** By form: the kinds of the blocks and their order. Many mails share a form. */
const templates = new Map<string, Promise<Template>>()
const mostTemplates = 500

/**
 * The HTML of a mail, equal byte for byte to what React renders. React renders each form once; then only the
 * texts are inserted, escaped as React escapes them.
 */
export async function frameHtml(mail: MailText, sellerLine: string): Promise<string> {
  const texts: string[] = []
  const form = withPlaces(mail, sellerLine, (text) => {
    texts.push(text)
    return `${placeStart}${texts.length - 1}${placeEnd}`
  })
  const key = JSON.stringify(form)
  let template = templates.get(key)
  if (!template) {
    if (templates.size >= mostTemplates) templates.clear()
    template = compile(form)
    templates.set(key, template)
  }
  let html = ""
  const escaped = texts.map(escapeText)
  for (const part of await template) html += typeof part === "number" ? escaped[part] : part
  return html
}

type Form = { readonly mail: MailText; readonly sellerLine: string }

async function compile({ mail, sellerLine }: Form): Promise<Template> {
  const html = await render(createElement(MailFrame, { mail, sellerLine }))
  return html.split(placePattern).map((part, at) => (at % 2 === 1 ? Number(part) : part))
}

// Private-use characters of Unicode: texts lose them in `escapeText`, and React does not escape them.
const placeStart = "\ue000"
const placeEnd = "\ue001"
const placePattern = /\ue000(\d+)\ue001/

/** The mail with a placeholder for each of its texts. */
function withPlaces(mail: MailText, sellerLine: string, place: (text: string) => string): Form {
  const { subject, preview, heading, blocks } = mail
  return {
    mail: {
      subject: place(subject),
      preview: place(preview),
      heading: place(heading),
      blocks: blocks.map((block) => blockWithPlaces(block, place)),
    },
    sellerLine: place(sellerLine),
  }
}

function blockWithPlaces(block: MailBlock, place: (text: string) => string): MailBlock {
  switch (block.kind) {
    case "paragraph":
      return { kind: block.kind, text: place(block.text) }
    case "button":
    case "link":
      return { kind: block.kind, label: place(block.label), url: place(block.url) }
    case "fine":
      return { kind: block.kind, title: place(block.title), lines: block.lines.map(place) }
    case "item": {
      const { kind, title, state, tone, lines } = block
      return { kind, title: place(title), state: place(state), tone, lines: lines.map(place) }
    }
    default:
      return unreachable(block)
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
}

const escapeText = (text: string) =>
  text.replace(/[\ue000\ue001]/g, "").replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
