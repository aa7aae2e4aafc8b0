import { escapeHtml } from "@/stand-ins/server"
import { mailEventTypes } from "./events"
import type { StoredMail } from "./store"

/** Newest first. */
export function inboxPage(mails: readonly StoredMail[], to: string): string {
  const rows = mails.map(
    (mail) => `<li><a href="/inbox/${mail.id}"><time datetime="${mail.created_at}">${when(mail)}</time>
      <b>${escapeHtml(mail.subject)}</b><span>${escapeHtml(mail.to.join(", "))}</span></a></li>`,
  )
  return page(
    "Inbox",
    `<h1>Inbox</h1>
    <p>Every mail the application has sent on this machine. Nothing leaves it.</p>
    <form action="/inbox"><label>Only to <input name="to" type="search" value="${escapeHtml(to)}" placeholder="part of an address"></label></form>
    ${rows.length > 0 ? `<ul>${rows.join("\n")}</ul>` : "<p>No mail yet. The page refreshes by itself.</p>"}`,
    '<meta http-equiv="refresh" content="5">',
  )
}

export function mailPage(mail: StoredMail, told: string | null): string {
  const fields = Object.entries({
    From: mail.from,
    To: mail.to.join(", "),
    Sent: when(mail),
    ...mail.headers,
  })
  return page(
    mail.subject,
    `<p><a href="/inbox">← Inbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
    <dl>${fields.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${linked(value)}</dd>`).join("")}</dl>
    ${attachmentsOf(mail)}
    ${told ? `<p role="status">Reported to the application: ${escapeHtml(told)}.</p>` : ""}
    <p>${mailEventTypes
      .map(
        (type) =>
          `<form method="post" action="/inbox/${mail.id}/event/${type}" style="display:inline"><button>${type}</button></form>`,
      )
      .join(" ")}</p>
    <iframe title="The mail" src="/inbox/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
    <h2>The same as plain text</h2><pre>${linked(mail.text)}</pre>`,
  )
}

const attachmentsOf = (mail: StoredMail) =>
  mail.attachments
    .map(
      (one, at) => `<p>📎 <a href="/inbox/${mail.id}/attachment/${at}">${escapeHtml(one.filename)}</a></p>`,
    )
    .join("")

/** The mail for the sandboxed frame; its links open in a new tab. */
export const mailHtml = (mail: StoredMail) =>
  mail.html === ""
    ? `<base target="_blank"><pre>${linked(mail.text)}</pre>`
    : `<!doctype html><base target="_blank">${mail.html.replace(/^\s*<!doctype[^>]*>/i, "")}`

const when = (mail: StoredMail) => mail.created_at.slice(0, 19).replace("T", " ")

const linked = (text: string) =>
  escapeHtml(text).replace(
    /https?:\/\/[^\s<>]+?(?=[.,;)]?(?:\s|&gt;|$))/g,
    (url) => `<a href="${url}">${url}</a>`,
  )

const page = (title: string, body: string, head = "") => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>${head}<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; }
li a { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .6rem 0; border-top: 1px solid #8885; color: inherit; text-decoration: none; }
li a:hover b, li a:focus b { text-decoration: underline; }
li span { grid-column: 2; overflow-wrap: anywhere; opacity: .8; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; overflow-wrap: anywhere; }
dt { opacity: .8; } dd { margin: 0; }
iframe { width: 100%; height: 70vh; border: 1px solid #8885; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) { li a, dl { grid-template-columns: 1fr; } li span { grid-column: 1; } }
</style></head><body>${body}</body></html>`
