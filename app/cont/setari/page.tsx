import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { FlashMessage } from "@/app/_server/flash-message"
import { Chevron } from "@/components/ui/chevron"
import { Unbroken } from "@/components/ui/unbroken"
import { accountSettings } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { formatPhone } from "@/lib/domain/people/phone"
import { deviceCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { settingsPaths } from "@/lib/settings-paths"

export const metadata: Metadata = { title: "Setări" }

/** An index: each row says what is set now and leads to the page that changes it. */
export default async function SettingsPage() {
  const { id: customerId, sessionId, emailTrouble } = await requireCustomer()
  const { profile, sessions, hasCalendar } = await accountSettings(app(), { customerId, sessionId })
  const { fullName, phone, email, remindersEnabled } = profile
  const rows: readonly Row[] = [
    { href: settingsPaths.profile, name: "Datele tale", now: `${fullName} · ${formatPhone(phone)}` },
    {
      href: settingsPaths.email,
      name: "Adresa de e-mail",
      now: emailTrouble ? `${email} · e-mailurile nu ajung` : email,
      anchor: "email",
    },
    {
      href: settingsPaths.password,
      name: "Parola",
      now: "O schimbi cu parola de acum",
      anchor: "parola",
    },
    { href: paths.billing, name: "Date de facturare", now: "Pe cine se emit facturile" },
    {
      href: settingsPaths.messages,
      name: "Mesaje",
      now: `Alertele de expirare sunt ${remindersEnabled ? "pornite" : "oprite"}`,
    },
    {
      href: settingsPaths.calendar,
      name: "Calendar",
      now: hasCalendar ? "Pornit: ultimele zile, în calendarul tău" : "Oprit",
    },
    { href: settingsPaths.devices, name: "Unde ești conectat", now: deviceCount(sessions.length) },
    { href: settingsPaths.copy, name: "Datele mele", now: "O copie, într-un fișier" },
    { href: settingsPaths.closing, name: "Închiderea contului", now: "Ce se șterge și ce păstrăm" },
  ]
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Setări</h1>
      <FlashMessage className="mt-4" />
      <ul className="mt-6 overflow-hidden rounded-card border border-line bg-paper">{rows.map(rowItem)}</ul>
    </div>
  )
}

type Row = {
  readonly href: string
  readonly name: string
  /** What is set, or what is behind it. */
  readonly now: string
  /** Links from before the pages were apart lead to the row. */
  readonly anchor?: string
}

function rowItem({ href, name, now, anchor }: Row) {
  return (
    <li key={href} id={anchor} className="border-line border-t first:border-t-0 target:bg-waiting-ground">
      <a href={href} className="group flex min-h-16 items-center gap-3 px-5 py-2.5 -outline-offset-3">
        <span className="min-w-0 grow">
          <span className="block font-strong group-hover:underline">
            <Unbroken>{name}</Unbroken>
          </span>
          <span className="block wrap-anywhere text-muted text-small">
            <Unbroken>{now}</Unbroken>
          </span>
        </span>
        <Chevron className="text-muted" />
      </a>
    </li>
  )
}
