import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { Badge } from "@/components/ui/badge"
import { accountSettings, type SessionView } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { formatInstant, instantInWords } from "@/lib/domain/time/civil-date"
import { EndOthersForm, EndSessionForm } from "../_parts/session-forms"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Unde ești conectat" }

export default async function DevicesPage() {
  const { id: customerId, sessionId } = await requireCustomer()
  const { sessions } = await accountSettings(app(), { customerId, sessionId })
  return (
    <SettingsPart title="Unde ești conectat">
      <ul>{sessions.map(sessionItem)}</ul>
      <EndOthersForm />
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
