import type { Metadata } from "next"
import type { ReactNode } from "react"
import { requireCustomer } from "@/app/_server/customer"
import { FlashMessage } from "@/app/_server/flash-message"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { LinkButton } from "@/components/ui/link-button"
import { accountSettings, type SessionView } from "@/lib/accounts/account-settings"
import { app } from "@/lib/app-context"
import { formatPhone } from "@/lib/domain/people/phone"
import { formatInstant, instantInWords } from "@/lib/domain/time/civil-date"
import { unpaidOrderDays } from "@/lib/domain/time/lifetimes"
import { dayCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { CloseForm } from "./close-form"
import { EmailForm } from "./email-form"
import { PasswordForm } from "./password-form"
import { PreferencesForm } from "./preferences-form"
import { ProfileForm } from "./profile-form"
import { EndOthersForm, EndSessionForm } from "./session-forms"
import { TrustForm } from "./trust-form"

export const metadata: Metadata = { title: "Setări" }

export default async function SettingsPage() {
  const { id: customerId, sessionId, emailTrouble } = await requireCustomer()
  const { profile, sessions } = await accountSettings(app(), { customerId, sessionId })
  return (
    <>
      <h1 className="text-display">Setări</h1>
      <FlashMessage className="mt-4" />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[repeat(2,minmax(0,1fr))]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Section title="Datele tale">
            <ProfileForm fullName={profile.fullName} phone={formatPhone(profile.phone)} />
          </Section>
          <Section id="email" title="Adresa de e-mail">
            <p className="mb-4 wrap-anywhere">
              Acum: <strong>{profile.email}</strong>
            </p>
            {emailTrouble && <TrustForm />}
            <EmailForm email={profile.email} />
          </Section>
          <Section id="parola" title="Parola">
            <PasswordForm email={profile.email} />
          </Section>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Section title="Date de facturare">
            <p>Pe ce date se emit facturile tale, ca persoană fizică sau juridică.</p>
            <div className="mt-4 grid">
              <LinkButton href={paths.billing} tone="outline">
                Vezi datele de facturare
              </LinkButton>
            </div>
          </Section>
          <Section title="Mesaje">
            <PreferencesForm reminders={profile.remindersEnabled} marketing={profile.wantsMarketing} />
          </Section>
          <Section title="Unde ești conectat">
            <ul>{sessions.map(sessionItem)}</ul>
            <EndOthersForm />
          </Section>
          <Section title="Datele mele">
            <p>O copie a datelor tale, într-un fișier pentru calculator.</p>
            <form method="post" action={paths.accountExport} className="mt-4 grid">
              <Button type="submit" tone="outline">
                Descarcă datele mele
              </Button>
            </form>
          </Section>
          <Section title="Închiderea contului">
            <p className="mb-2">
              Ștergem numele, adresa, telefonul, parola, conectările și comenzile neplătite, iar
              smartcardurile rămân libere. Pachetele de pe ele merg până la capăt. Păstrăm numai ce ne cere
              legea: comenzile plătite cu plățile și facturile lor, declarațiile de retragere, fără numele
              tău, și, 12 luni, jurnalul de securitate, fără numele și adresa ta. O comandă a cărei pagină de
              plată a fost deschisă în ultima zi se șterge după {dayCount(unpaidOrderDays)}: banii care mai
              vin trebuie să o găsească.
            </p>
            <CloseForm email={profile.email} />
          </Section>
        </div>
      </div>
    </>
  )
}

type SectionProps = { readonly id?: string; readonly title: string; readonly children: ReactNode }

function Section({ id, title, children }: SectionProps) {
  return (
    <section id={id} aria-label={title} className="rounded-card border border-line bg-paper p-5">
      <h2 className="mb-4 text-lead">{title}</h2>
      {children}
    </section>
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
