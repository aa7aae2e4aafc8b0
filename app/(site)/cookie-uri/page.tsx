import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import { Unbroken } from "@/components/ui/unbroken"
import {
  draftMinutes,
  flashSeconds,
  knownDeviceDays,
  sessionLifetimeDays,
  signUpAddressMinutes,
  unconfirmedSignUpDays,
} from "@/lib/domain/time/lifetimes"
import { dayCount, minuteCount, secondCount } from "@/lib/domain/words/plural"

export const metadata: Metadata = {
  title: "Cookie-uri",
  description: "Singurele cookie-uri sunt cele fără de care contul nu merge.",
}

export default function CookiesPage() {
  return (
    <Prose title="Cookie-uri">
      <p>
        Folosim numai cookie-uri strict necesare, pentru care legea nu cere acord. De aceea nu vedeți nicio
        fereastră de consimțământ. Nu există cookie-uri de publicitate sau de măsurare, ale noastre ori ale
        altora.
      </p>
      <h2>Ce cookie-uri</h2>
      <ul>
        <li>
          <strong>focus-sat</strong> (sau <strong>__Host-focus-sat</strong>): vă ține conectat în contul dvs.
          cel mult {dayCount(sessionLifetimeDays)}. Se șterge când ieșiți din cont.
        </li>
        <li>
          <strong>focus-sat-dispozitiv</strong> (sau <strong>__Host-focus-sat-dispozitiv</strong>): reține{" "}
          {dayCount(knownDeviceDays)} că v-ați conectat din acest browser. Așa vă putem anunța când intră
          cineva din altul, iar cine încearcă parole nu vă poate ține pe dvs. în afara contului. Nu deschide
          nimic.
        </li>
        <li>
          <strong>focus-sat-cerere</strong> (sau <strong>__Host-focus-sat-cerere</strong>): reține{" "}
          {dayCount(unconfirmedSignUpDays)} că ați cerut un cont din acest browser. Așa confirmați adresa cu
          un singur clic, iar în orice alt browser se alege o parolă. Nu deschide nimic fără linkul{" "}
          <Unbroken>din e-mail.</Unbroken>
        </li>
        <li>
          <strong>focus-sat-adresa</strong>: reține {minuteCount(signUpAddressMinutes)} adresa cu care ați
          cerut contul, ca să o găsiți scrisă pe pagina următoare.
        </li>
        <li>
          <strong>focus-sat-mesaj</strong> (sau <strong>__Host-focus-sat-mesaj</strong>): duce{" "}
          {secondCount(flashSeconds)} un mesaj până la pagina următoare, de exemplu că ați ieșit din cont.
        </li>
        <li>
          <strong>focus-sat-formular</strong> (sau <strong>__Host-focus-sat-formular</strong>): dacă sesiunea
          s-a încheiat, păstrează {minuteCount(draftMinutes)} ce ați scris într-un formular, criptat și fără
          parole, ca să îl regăsiți după ce intrați din nou.
        </li>
      </ul>
      <p>
        Când plătiți, ajungeți pe pagina procesatorului de plăți, Stripe. Ea are cookie-urile ei, despre care
        vă spune Stripe.
      </p>
      <h2>Ce mai păstrează browserul</h2>
      <p>
        Un mic program al nostru, care arată pagina „Nu ai internet” când o pagină nu ajunge la dvs. Nu reține
        și nu trimite nimic despre dvs.
      </p>
    </Prose>
  )
}
