import type { ReactNode } from "react"
import { Disclosure } from "@/components/ui/disclosure"

/** How each calendar program subscribes. Google and Outlook take the address in a link of theirs. */
export function HowTo({ url }: { readonly url: string }) {
  return (
    <ul className="grid gap-1">
      <Program name="Pe iPhone, iPad sau Mac">
        <li>Apasă „Adaugă în calendar”, apoi „Abonează-te”.</li>
        <li>
          Dacă nu se deschide nimic: în Calendar alege „Calendare”, „Adaugă calendar”, „Adaugă calendar cu
          abonament” și lipește adresa.
        </li>
      </Program>
      <Program name="În Google Calendar, pe Android">
        <li>
          Deschide{" "}
          <a href={googleLink(url)} rel="noreferrer" className="link">
            Google Calendar cu acest calendar
          </a>{" "}
          și confirmă.
        </li>
        <li>
          Sau, pe un calculator: la „Alte calendare” apasă +, „De la adresa URL”, și lipește adresa. Apare
          apoi și pe telefon.
        </li>
        <li>Google citește noutățile cam o dată pe zi.</li>
      </Program>
      <Program name="În Outlook">
        <li>
          Deschide{" "}
          <a href={outlookLink(url)} rel="noreferrer" className="link">
            Outlook cu acest calendar
          </a>{" "}
          și apasă „Import”.
        </li>
        <li>Sau: „Adăugare calendar”, „Abonare de pe web”, și lipește adresa.</li>
      </Program>
    </ul>
  )
}

function Program({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li>
      <Disclosure summary={name} about="">
        <ol className="grid list-decimal gap-2 pl-5">{children}</ol>
      </Disclosure>
    </li>
  )
}

const googleLink = (url: string) =>
  `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(url.replace(/^https?:/, "webcal:"))}`

const outlookLink = (url: string) =>
  `https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=Focus%20Sat`
