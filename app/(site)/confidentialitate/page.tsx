import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import { Unbroken } from "@/components/ui/unbroken"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { givenUpTransferDays } from "@/lib/domain/money/late-transfer"
import {
  auditMemoryDays,
  invoiceMemoryYears,
  mailMemoryDays,
  unpaidOrderDays,
} from "@/lib/domain/time/lifetimes"
import { dayCount } from "@/lib/domain/words/plural"
import { seller } from "@/lib/env"
import { keptData } from "./_privacy/kept-data"
import { recipients } from "./_privacy/recipients"

export const metadata: Metadata = {
  title: "Confidențialitate",
  description: "Ce date păstrează contul Focus Sat, de ce, cât timp și cui le transmite.",
}

export default function PrivacyPage() {
  return (
    <Prose title="Confidențialitate">
      <Controller />
      <h2>Ce date păstrăm, de ce și cât timp</h2>
      {keptData.map(({ title, data, purpose, ground, kept }) => (
        <section key={title}>
          <h3>{title}</h3>
          <Terms
            rows={[
              ["Date", data],
              ["Scop", purpose],
              ["Temei", ground],
              ["Durată", kept],
            ]}
          />
        </section>
      ))}
      <h2>Ce se întâmplă când închideți contul</h2>
      <Closing />
      <h2>Cui transmitem date</h2>
      <p>Nu vindem date și nu folosim instrumente de publicitate sau de măsurare ale altora.</p>
      {recipients.map(({ name, purpose, sends, remark }) => (
        <section key={name}>
          <h3>{name}</h3>
          <Terms
            rows={[
              ["Scop", purpose],
              ["Date", `${Object.values(sends).join("; ")}.`],
            ]}
          />
          {remark && <p>{remark}</p>}
        </section>
      ))}
      <p>
        Resend și Stripe pot prelucra date și în afara Spațiului Economic European, numai cu garanțiile cerute
        de capitolul V din GDPR.
      </p>
      <h2>Drepturile dvs.</h2>
      <Rights />
    </Prose>
  )
}

function Controller() {
  const { name, cui, registerNumber, address, phone, email } = unbrokenSeller(seller())
  return (
    <>
      <p>
        Operatorul datelor este {name}, CUI {cui}, {registerNumber}, {address}. Ne puteți scrie la{" "}
        <a href={`mailto:${email}`}>{email}</a> sau ne puteți suna la {phone}. Datele sunt prelucrate potrivit
        Regulamentului (UE) 2016/679 (GDPR).
      </p>
      <p>
        Numele, adresa de <Unbroken>e-mail</Unbroken> și telefonul sunt necesare pentru cont, iar datele de
        facturare pentru comandă: fără ele nu vă putem oferi contul sau emite factura.
      </p>
    </>
  )
}

function Closing() {
  return (
    <>
      <p>
        Contul îl puteți închide oricând din Setări. Ștergem imediat contul, smartcardurile asociate, datele
        de facturare salvate, coșul, conectările, browserele cunoscute, linkurile, mesajele trimise și
        comenzile neplătite. O comandă a cărei pagină de plată a fost deschisă în ultima zi se șterge după{" "}
        {dayCount(unpaidOrderDays)}, iar una al cărei transfer nu a ajuns la noi după{" "}
        {dayCount(givenUpTransferDays)}: banii care mai vin trebuie să o găsească.
      </p>
      <p>
        Păstrăm numai comenzile plătite, plățile, facturile și declarațiile de retragere, {invoiceMemoryYears}{" "}
        ani de la sfârșitul anului: comenzile fără numele pe care le-ați dat smartcardurilor, declarațiile și
        fără numele și adresa dvs. Mai păstrăm jurnalul de securitate, fără numele și adresa dvs.,{" "}
        {dayCount(auditMemoryDays)}, iar mesajul prin care vă confirmăm închiderea, {dayCount(mailMemoryDays)}
        .
      </p>
    </>
  )
}

function Rights() {
  return (
    <>
      <ul>
        <li>acces: vă spunem ce date avem despre dvs.;</li>
        <li>
          rectificare: numele, telefonul și adresa de <Unbroken>e-mail</Unbroken> le puteți corecta și singur,
          din Setări;
        </li>
        <li>ștergere: închizând contul din Setări sau scriindu-ne;</li>
        <li>restricționarea prelucrării;</li>
        <li>portabilitate: din Setări puteți descărca toate datele contului într-un fișier;</li>
        <li>opoziție față de prelucrările făcute în temeiul interesului legitim;</li>
        <li>retragerea oricând a consimțământului pentru oferte, din Setări;</li>
        <li>să nu fiți supus unei decizii automate: nu luăm astfel de decizii.</li>
      </ul>
      <p>Vă răspundem în cel mult o lună de la cerere.</p>
      <p>
        Puteți depune o plângere la Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter
        Personal: <a href="https://www.dataprotection.ro/">dataprotection.ro</a>.
      </p>
    </>
  )
}

function Terms({ rows }: { readonly rows: readonly (readonly [name: string, text: string])[] }) {
  return (
    <dl className="mt-2 grid gap-x-4 sm:grid-cols-[5rem_1fr]">
      {rows.map(([name, text]) => (
        <div key={name} className="mt-1 sm:col-span-2 sm:grid sm:grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd>
            <Unbroken>{text}</Unbroken>
          </dd>
        </div>
      ))}
    </dl>
  )
}
