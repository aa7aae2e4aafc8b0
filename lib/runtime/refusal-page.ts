import "server-only"
import { nonPagePolicy } from "./content-security-policy"

const refusals = {
  400: ["Cererea nu poate fi citită", "Întoarce-te la pagină, reîncarc-o și încearcă din nou."],
  403: [
    "Cererea nu vine din pagina noastră",
    "Deschide pagina de pe site-ul nostru și completează formularul acolo.",
  ],
  405: ["Cererea nu este cunoscută", "Pagina se deschide din browser, ca de obicei."],
  409: ["Pagina s-a schimbat între timp", "Întoarce-te la pagină, reîncarc-o și încearcă din nou."],
  413: ["Cererea este prea mare", "Scrie mai puțin în formular și încearcă din nou."],
  415: ["Cererea nu este cunoscută", "Completează formularul din pagină și trimite-l de acolo."],
  503: ["Sunt foarte multe cereri acum", "Încearcă din nou peste un minut."],
} as const

export type RefusalStatus = keyof typeof refusals

/** The headers of a refusal, besides those of every answer. */
export const refusalHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": nonPagePolicy,
  "cache-control": "no-store",
} as const

/** A page that needs nothing else: no style, no script, no rendering. */
export function refusalPage(status: RefusalStatus): string {
  const [title, advice] = refusals[status]
  return `<!doctype html>
<html lang="ro">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Focus Sat</title>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${advice}</p>
<p><a href="/">Mergi la prima pagină</a></p>
</main>
</body>
</html>
`
}
