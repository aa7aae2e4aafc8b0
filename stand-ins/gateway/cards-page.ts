import { escapeHtml } from "@/stand-ins/server"
import type { Card } from "./cards"

/**
 * Lists what each card may decode. Serials and dates need no escaping: only digits and ISO dates are stored.
 */
export function cardsPage(cards: readonly Card[]): string {
  const rows = cards.flatMap(({ serial, open }) =>
    open.map(({ packageCode, startsAt, endsAt }) => {
      return `<tr><td>${serial}</td><td>${escapeHtml(packageCode)}</td><td>${startsAt}</td><td>${endsAt}</td></tr>`
    }),
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gateway stand-in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:60rem}td,th{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #ccc}</style></head>
<body><h1>What the cards may decode</h1>
<table><thead><tr><th>Serial</th><th>Package</th><th>From</th><th>Until</th></tr></thead><tbody>${rows.join("")}</tbody></table>
<p>${rows.length === 0 ? "No command came yet." : ""}</p></body></html>`
}
