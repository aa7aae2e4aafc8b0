import "server-only"
import { createHash } from "node:crypto"

/** Roles and colours of app/globals.css; a test compares them. The page loads no stylesheet. */
const light =
  "--page:#f3f6fb;--ink:#0f1c38;--muted:#465370;--link:#1a4b9e;--focus:#0b57d0;--frame:#12264f;--on-frame:#ffffff;--action:#12753f;--on-action:#ffffff"
const dark =
  "--page:#0a1222;--ink:#f1f5fd;--muted:#b4c0d8;--link:#a5c4ff;--focus:#a5c4ff;--frame:#14254e;--on-frame:#ffffff;--action:#3ecb7f;--on-action:#05200f"

const style = `:root{color-scheme:light dark;${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box;margin:0}
body{min-height:100dvh;background:var(--page);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
header{display:flex;align-items:center;gap:.625rem;min-height:3.75rem;padding:.375rem 1.25rem;background:var(--frame);color:var(--on-frame);font-size:1.25rem;font-weight:650}
main{max-width:36rem;margin:auto;padding:3rem 1.25rem;text-align:center}
svg{flex:none;fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}
.full{fill:currentColor}
main svg{width:6rem;height:6rem;color:var(--muted)}
h1{margin-top:1rem;font-size:1.75rem;line-height:1.2;font-weight:650}
p{margin-top:1rem;color:var(--muted)}
h1,p{text-wrap:balance}
a{display:inline-flex;align-items:center;min-height:3rem;color:var(--link);text-underline-offset:4px}
a:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
.next{margin-top:1rem;padding:.5rem 1.5rem;border:2px solid transparent;border-radius:.625rem;background:var(--action);color:var(--on-action);font-weight:650;text-decoration:none}
b{font-weight:650;white-space:nowrap}`

/** The dish of the logo (components/ui/logo.tsx). */
const dish =
  '<path class="full" d="M3.6 9.6A12.6 12.6 0 0 0 22.4 25.9Z" stroke-width="1.5"/><path d="m13.5 17.3 3.6-4.1" stroke-width="2.6"/>'
const signal =
  '<path d="M17.4 7.8a6.6 6.6 0 0 1 6.8 6.9M17.6 2.6A11.8 11.8 0 0 1 29.4 14.9" stroke-width="2.6"/>'
const noSignal = '<path d="m20 4.5 7.5 7.5M27.5 4.5 20 12" stroke-width="2.6"/>'

const drawing = (size: number, paths: string) =>
  `<svg aria-hidden="true" viewBox="0 0 32 32" width="${size}" height="${size}">${paths}</svg>`

/** Its style by hash, and no more: no script, nothing that is loaded but the picture of the tab. */
export const offlinePagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ")

/**
 * What a browser shows where it reaches no server, whole in itself. It stands at the address that was asked
 * for, so that a link to nowhere else asks for that address again.
 */
export function offlinePage(phone: string): string {
  return `<!doctype html>
<html lang="ro">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Nu ai internet · Focus Sat</title>
<style>${style}</style>
</head>
<body>
<header>${drawing(32, dish + signal)}Focus Sat</header>
<main>
${drawing(96, dish + noSignal)}
<h1>Nu ai internet</h1>
<p>Pagina nu a ajuns până la tine. Verifică legătura la internet, apoi încearcă din nou.</p>
<a class="next" href="">Încearcă din nou</a>
<p>Relații Clienți: <a href="tel:${phone.replace(/[^+\d]/g, "")}"><b>${escaped(phone)}</b></a></p>
</main>
</body>
</html>
`
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
