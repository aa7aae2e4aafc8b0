import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { unpaidOrderDays } from "@/lib/domain/time/lifetimes"
import { dayCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { CloseForm } from "../_parts/close-form"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Închiderea contului" }

export default async function ClosingPage() {
  const { email } = await requireCustomer()
  return (
    <SettingsPart title="Închiderea contului">
      <p className="mb-2">
        Ștergem numele, adresa, telefonul, parola, conectările și comenzile neplătite, iar smartcardurile
        rămân libere. Pachetele de pe ele merg până la capăt. Păstrăm numai ce ne cere legea: comenzile
        plătite cu plățile și facturile lor, declarațiile de retragere, fără numele tău, mesajele la care încă
        nu ți-am răspuns și, 12 luni, jurnalul de securitate, fără numele și adresa ta. O comandă a cărei
        pagină de plată a fost deschisă în ultima zi se șterge după {dayCount(unpaidOrderDays)}: banii care
        mai vin trebuie să o găsească.
      </p>
      <p className="mb-2">
        Dacă mai poți renunța la o comandă și vrei banii înapoi, fă-o întâi:{" "}
        <a href={paths.withdrawal} className="link">
          Retrage-te din contract
        </a>
        . După închidere nu mai ai pagina ei.
      </p>
      <CloseForm email={email} />
      <HelpLinks className="mt-2" links={[["inchid-contul", "Ce faci înainte să închizi contul?"]]} />
    </SettingsPart>
  )
}
