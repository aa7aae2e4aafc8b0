import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { type CivilDate, formatDate } from "@/lib/domain/time/civil-date"
import { seller } from "@/lib/env"

export const metadata: Metadata = {
  title: "Accesibilitate",
  description: "Cum poate fi folosit contul Focus Sat de cât mai mulți oameni, și unde nu reușim încă.",
}

/** The day on which its statements were last compared with the product. */
const checkedOn = "2026-11-28" as CivilDate

/** Directive 2019/882, annex V, and Law 232/2022: the service, its accessibility, and whom to tell. */
export default function AccessibilityPage() {
  const { phone, email, address } = unbrokenSeller(seller())
  return (
    <Prose title="Accesibilitate">
      <p>
        Vrem ca oricine să își poată folosi contul singur. Pagina aceasta spune, potrivit Legii nr. 232/2022,
        ce am făcut, ce nu reușim încă și cui îi spuneți. Verificată la {formatDate(checkedOn)}.
      </p>
      <h2>Serviciul</h2>
      <p>
        Contul meu Focus Sat este un serviciu online: vedeți pachetele de pe smartcarduri și ziua până la care
        țin, comandați și plătiți altele, le porniți, primiți facturi și mesaje înainte să expire. Se
        folosește în browser, pe telefon sau pe calculator, fără să instalați nimic.
      </p>
      <h2>Cum îl puteți folosi</h2>
      <ul>
        <li>Cu tastatura: tot ce se apasă se poate atinge cu Tab, iar locul în care sunteți se vede.</li>
        <li>
          Cu un cititor de ecran: titlurile, câmpurile, butoanele și stările au nume; greșelile sunt spuse
          lângă câmpul lor.
        </li>
        <li>Cu text mărit de două ori, sau pe un ecran îngust: nimic nu iese din pagină.</li>
        <li>
          Deschis sau închis la culoare, cu contrast ridicat și fără mișcare, cum este setat dispozitivul.
        </li>
        <li>Fără JavaScript și cu o conexiune slabă: formularele merg și păstrează ce ați scris.</li>
        <li>O stare se spune prin cuvânt și formă, nu numai prin culoare. Butoanele sunt mari.</li>
        <li>E-mailurile au și o variantă de text simplu, iar facturile PDF pot fi citite cu voce.</li>
      </ul>
      <h2>Ce cerințe îndeplinim</h2>
      <p>
        Construim după Ghidul pentru accesibilitatea conținutului web (WCAG) 2.2, nivelul AA, la care trimite
        și standardul european EN 301 549. Verificăm singuri paginile, prin teste automate: deschise și
        închise la culoare, pe ecran lat și îngust, cu text mărit și cu tastatura.
      </p>
      <h2>Ce nu reușim încă</h2>
      <ul>
        <li>
          Pagina de plată este a procesatorului de plăți, Stripe: nu o construim noi. Dacă nu o puteți folosi,
          sunați-ne.
        </li>
        <li>Nu am făcut încă o evaluare independentă, și nici una împreună cu persoane cu dizabilități.</li>
        <li>Facturile emise sunt documente fixe; aceleași date sunt și pe pagina lor din cont.</li>
      </ul>
      <h2>Spuneți-ne</h2>
      <p>
        Dacă ceva nu merge pentru dvs., scrieți-ne la <a href={`mailto:${email}`}>{email}</a> sau la {address}
        , ori sunați la {phone}. Spuneți-ne pagina și cu ce o folosiți. Vă răspundem în cel mult 30 de zile
        și, până atunci, vă ajutăm prin telefon să faceți ce aveți de făcut.
      </p>
      <p>
        Dacă nu vă mulțumește răspunsul, vă puteți adresa Autorității Naționale pentru Protecția
        Consumatorilor: <a href="https://anpc.ro/">anpc.ro</a>.
      </p>
    </Prose>
  )
}
