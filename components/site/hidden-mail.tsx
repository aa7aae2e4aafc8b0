import type { ReactNode } from "react"
import { Disclosure } from "@/components/ui/disclosure"

type HiddenMailProps = {
  /** The address that our mails come from. */
  readonly sender: string
}

/** Where mail programs hide a mail that was delivered, and how to have the next one in sight. */
export function HiddenMail({ sender }: HiddenMailProps) {
  const address = <strong className="wrap-anywhere">{sender}</strong>
  return (
    <div className="grid gap-3">
      <p>
        E-mailurile noastre vin de la {address}. Caută această adresă în toată căsuța, apoi adaug-o la
        contacte: următoarele ajung la vedere.
      </p>
      <ul className="grid gap-1">
        <Provider name="Gmail">
          <li>
            Scrie în căutare <strong className="wrap-anywhere">in:anywhere from:{sender}</strong>: găsește și
            în Spam, și în filele Promoții și Actualizări.
          </li>
          <li>Din Spam: deschide mesajul și apasă „Nu este spam”.</li>
          <li>Din Promoții: ține apăsat pe mesaj, „Mută în”, „Principal”.</li>
        </Provider>
        <Provider name="Yahoo Mail">
          <li>Deschide dosarul Spam, apoi mesajul, și apasă „Nu este spam”.</li>
          <li>Apasă pe numele expeditorului și alege „Adaugă la contacte”.</li>
        </Provider>
        <Provider name="Outlook, Hotmail, Live">
          <li>Uită-te în fila „Altele” și în dosarul „E-mail nedorit”.</li>
          <li>Deschide mesajul și apasă „Nu este nedorit”.</li>
          <li>În Setări, „E-mail nedorit”, adaugă {address} la „Expeditori și domenii sigure”.</li>
        </Provider>
        <Provider name="iCloud Mail">
          <li>Deschide dosarul „Nedorite” și mută mesajul în „Primite”.</li>
          <li>Apasă pe expeditor și alege „Adaugă la contacte”.</li>
        </Provider>
        <Provider name="O adresă de la serviciu">
          <li>
            Roagă-l pe cel care se ocupă de e-mail să lase să treacă mesajele de la {address}; unele firme le
            opresc înainte să ajungă la tine.
          </li>
        </Provider>
      </ul>
    </div>
  )
}

function Provider({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li>
      <Disclosure summary={name} about=", unde se ascunde e-mailul">
        <ul className="grid list-disc gap-2 pl-5">{children}</ul>
      </Disclosure>
    </li>
  )
}
