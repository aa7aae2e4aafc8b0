import { escapeHtml } from "@/stand-ins/server"
import type { Session } from "./sessions"

const lei = (bani: number) => `${(bani / 100).toFixed(2).replace(".", ",")} lei`

const choices = [
  ["pay", "Plătește"],
  ["decline", "Card respins de bancă"],
  ["3ds", "3-D Secure eșuat"],
  ["delay", "Metodă cu întârziere"],
] as const

/** The customer's pay page, with one button for each answer that a bank can give. */
export function payPage(session: Session, refused?: string): string {
  const rows = session.lines
    .map(({ name, amount }) => `<li>${escapeHtml(name)}: ${lei(amount)}</li>`)
    .join("")
  const isDelayable =
    session.paymentMethods.length === 0 || session.paymentMethods.includes("customer_balance")
  const buttons = choices
    .filter(([outcome]) => outcome !== "delay" || isDelayable)
    .map(([outcome, words]) => `<button name="outcome" value="${outcome}">${words}</button>`)
    .join("")
  return page(`
<h1>Plată demonstrativă</h1>
<ul>${rows}</ul>
<p><strong>Total: ${lei(session.amountTotal)}</strong></p>
${refused ? `<p role="alert">${refused}</p>` : ""}
<form method="post" action="/pay/${session.id}">${buttons}</form>
<p><a href="${escapeHtml(session.cancelUrl)}">Renunță și întoarce-te</a></p>`)
}

export function overPage(session: Session): string {
  const words = session.status === "complete" ? "Plata a fost trimisă." : "Pagina de plată a expirat."
  return page(`<h1>${words}</h1><p><a href="${escapeHtml(session.successUrl)}">Înapoi la comandă</a></p>`)
}

const page = (body: string) => `<!doctype html>
<html lang="ro"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Plată demonstrativă</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}
button{display:block;width:100%;min-height:3rem;margin:.5rem 0;font:inherit}</style></head><body>${body}</body></html>`
