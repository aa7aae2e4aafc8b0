import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { Badge } from "@/components/ui/badge"
import { accountSettings, type SessionView } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { formatInstant, instantInWords } from "@/lib/domain/time/civil-date"
import { settingsPaths } from "@/lib/settings-paths"
import { EndOthersForm, EndSessionForm } from "../_parts/session-forms"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Unde ești conectat" }

export default async function DevicesPage() {
  const { id: customerId, sessionId } = await requireCustomer()
  const { sessions, hasCalendar } = await accountSettings(app(), { customerId, sessionId })
  return (
    <SettingsPart title="Unde ești conectat">
      <ul>{sessions.map(sessionItem)}</ul>
      <EndOthersForm />
      {hasCalendar && (
        <p className="mt-5 border-line border-t pt-5 text-muted text-small">
          Calendarul tău merge și fără conectare: cine are adresa lui îl citește mai departe. Dacă o poate ști
          altcineva,{" "}
          <a href={settingsPaths.calendar} className="link">
            fă-i altă adresă
          </a>
          .
        </p>
      )}
    </SettingsPart>
  )
}

function sessionItem({ id, device, shortIp, createdAt, lastSeenAt, isCurrent }: SessionView) {
  return (
    <li
      key={id}
      className="flex flex-wrap items-center justify-between gap-3 border-line border-t py-3 first:border-t-0"
    >
      <div>
        <p className="font-strong">{device}</p>
        <p className="text-muted text-small">
          {isCurrent ? "Folosit acum" : `Folosit ultima dată: ${formatInstant(lastSeenAt)}`} · Conectat{" "}
          {instantInWords(createdAt)}
          {shortIp && ` · ${shortIp}`}
        </p>
      </div>
      {isCurrent ? <Badge tone="active">Acest dispozitiv</Badge> : <EndSessionForm id={id} device={device} />}
    </li>
  )
}
