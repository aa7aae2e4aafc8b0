import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { ActionButtonForm } from "@/components/forms/action-button-form"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { ownFeed } from "@/lib/calendar/own-feed"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { daysInWords } from "@/lib/domain/words/plural"
import { absoluteUrl } from "@/lib/env"
import { calendarPath } from "@/lib/paths"
import { SettingsPart } from "../_parts/settings-part"
import { makeCalendar, renewCalendar, turnCalendarOff } from "./actions"
import { AddressField } from "./address-field"
import { HowTo } from "./how-to"

export const metadata: Metadata = { title: "Calendar" }

export default async function CalendarPage() {
  const { id } = await requireCustomer()
  const feed = await ownFeed(app(), id)
  return (
    <SettingsPart title="Calendar">
      <p>
        Vezi în calendarul telefonului când expiră fiecare pachet: ultima zi și, cu {daysInWords(alertDays)}{" "}
        înainte, un semn. Calendarul se ține singur la zi.
      </p>
      {feed ? (
        <>
          {feed.token ? <Address url={absoluteUrl(calendarPath(feed.token))} /> : <OldAddress />}
          <Changes />
        </>
      ) : (
        <ActionButtonForm action={makeCalendar} label="Pornește calendarul" className="mt-5 grid gap-4" />
      )}
    </SettingsPart>
  )
}

function Address({ url }: { readonly url: string }) {
  return (
    <div className="mt-5 grid gap-5">
      <LinkButton href={url.replace(/^https?:/, "webcal:")}>Adaugă în calendar</LinkButton>
      <AddressField url={url} />
      <HowTo url={url} />
    </div>
  )
}

const OldAddress = () => (
  <p className="mt-5">
    Adresa calendarului merge mai departe, dar nu ți-o mai putem arăta. Pentru încă un dispozitiv, fă altă
    adresă.
  </p>
)

/** What changes the address. The text says who can read the calendar, and what stands in it. */
function Changes() {
  return (
    <div className="mt-5 grid gap-3 border-line border-t pt-5">
      <p className="text-muted text-small">
        Cine are adresa vede pachetele, zilele în care expiră și numele date de tine smartcardurilor. Nu vede
        numele tău, seriile, prețuri sau altceva din cont. Dacă a ajuns unde nu trebuia, fă altă adresă: cea
        veche nu mai merge din acea clipă, iar calendarul îl adaugi din nou.
      </p>
      <ActionButtonForm action={renewCalendar} label="Fă altă adresă" tone="outline" />
      <ActionButtonForm action={turnCalendarOff} label="Oprește calendarul" tone="text" />
    </div>
  )
}
