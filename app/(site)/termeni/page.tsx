import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { type CivilDate, formatDate } from "@/lib/domain/time/civil-date"
import { dayCount } from "@/lib/domain/words/plural"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import { seller } from "@/lib/env"

export const metadata: Metadata = { title: "Termeni", description: "Termenii contului online Focus Sat." }

export default function TermsPage() {
  const { name, cui, registerNumber, address, phone, email } = seller()
  return (
    <Prose title="Termeni">
      <p>În vigoare de la {formatDate(currentTermsVersion as CivilDate)}.</p>
      <h2>Cine oferă contul</h2>
      <p>
        Contul online este oferit de {name}, CUI {cui}, {registerNumber}, cu sediul în {address}.
      </p>
      <h2>Ce este contul</h2>
      <p>
        Contul vă arată starea pachetelor de programe de pe smartcardurile dvs. și vă trimite, prin e-mail, un
        mesaj cu {dayCount(alertDays)} înainte de expirarea fiecărui pachet. Contul este gratuit și poate fi
        folosit de persoane care au împlinit 18 ani.
      </p>
      <h2>Ce vă revine dvs.</h2>
      <ul>
        <li>să furnizați date reale și o adresă de e-mail la care aveți acces;</li>
        <li>să păstrați parola secretă și să o schimbați dacă bănuiți că o știe altcineva;</li>
        <li>să adăugați în cont numai smartcarduri pe care le dețineți.</li>
      </ul>
      <h2>Reclamații</h2>
      <p>
        Ne puteți scrie la <a href={`mailto:${email}`}>{email}</a> sau ne puteți suna la {phone}. Litigiile
        pot fi soluționate și pe cale alternativă:{" "}
        <a href="https://anpc.ro/ce-este-sal/">anpc.ro/ce-este-sal</a>.
      </p>
    </Prose>
  )
}
