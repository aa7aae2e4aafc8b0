import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import { seller } from "@/lib/env"

export const metadata: Metadata = {
  title: "Confidențialitate",
  description: "Ce date păstrează contul Focus Sat și de ce.",
}

export default function PrivacyPage() {
  const { name, address, email } = seller()
  return (
    <Prose title="Confidențialitate">
      <p>
        Operatorul datelor este {name}, {address}. Ne puteți scrie la <a href={`mailto:${email}`}>{email}</a>.
      </p>
      <h2>Ce date păstrăm și de ce</h2>
      <ul>
        <li>
          numele, adresa de e-mail și telefonul: pentru cont și pentru mesajele despre el (executarea
          contractului);
        </li>
        <li>
          seriile smartcardurilor și pachetele de pe ele: ca să vă arătăm starea lor (executarea
          contractului);
        </li>
        <li>parola, numai sub formă de amprentă din care nu poate fi aflată;</li>
        <li>
          dispozitivul și adresa IP scurtată ale fiecărei conectări și schimbări a contului: pentru securitate
          (interes legitim);
        </li>
        <li>versiunea și momentul acceptării termenilor și, dacă ați dat-o, acordul pentru oferte;</li>
        <li>din ce campanie ați ajuns la noi, dacă linkul o spunea (interes legitim).</li>
      </ul>
      <h2>Cât timp</h2>
      <p>
        Cererile de cont neconfirmate se șterg după 30 de zile, jurnalul de securitate după 12 luni. Celelalte
        date se păstrează cât timp aveți cont, iar documentele fiscale, atât cât cere legea. Contul îl puteți
        închide oricând din Setări; atunci ștergem tot ce nu ne obligă legea să păstrăm.
      </p>
      <h2>Cui le dăm</h2>
      <p>
        Furnizorului care livrează e-mailurile, numai pentru aceasta. Mesajele nu conțin imagini sau linkuri
        de urmărire.
      </p>
      <h2>Drepturile dvs.</h2>
      <p>
        Din Setări puteți descărca tot ce păstrăm despre dvs. și puteți renunța la mesaje. Mai aveți dreptul
        la acces, rectificare, ștergere, restricționare, portabilitate și opoziție, precum și plângere la
        Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal.
      </p>
    </Prose>
  )
}
