import { Unbroken } from "@/components/ui/unbroken"
import type { LegalSection } from "@/lib/domain/words/legal/legal-text"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"

type Props = {
  readonly sections: readonly LegalSection[]
  /** The seller's, which becomes a link wherever it stands. */
  readonly email: string
  readonly heading?: "h2" | "h3"
}

/** A legal text, as the mails have it too. */
export function LegalSections({ sections, email, heading: Heading = "h3" }: Props) {
  return sections.map(({ id, title, parts }) => (
    <section key={id} id={id} className="break-inside-avoid scroll-mt-4">
      <Heading>{title}</Heading>
      {parts.map((part) =>
        typeof part === "string" ? (
          <p key={part}>{linked(part, email)}</p>
        ) : (
          <ul key={part[0]}>
            {part.map((item) => (
              <li key={item}>{linked(item, email)}</li>
            ))}
          </ul>
        ),
      )}
    </section>
  ))
}

const disputes = "anpc.ro/ce-este-sal"

/** The addresses in a text as links. */
function linked(text: string, email: string) {
  return text.split(/(\S+@\S*[^\s.,:]|anpc\.ro\/ce-este-sal)/).map((part, at) => {
    if (part === disputes) return link(part, `https://${disputes}/`, at)
    return part === email ? (
      link(part, `mailto:${email}`, at)
    ) : (
      <Unbroken key={part}>{unbrokenNumbers(part)}</Unbroken>
    )
  })
}

const link = (text: string, href: string, key: number) => (
  <a key={key} href={href} className="link">
    {text}
  </a>
)
