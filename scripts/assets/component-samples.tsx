import type { ReactNode } from "react"
import { Alert } from "@/components/ui/alert"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { ChoiceCards } from "@/components/ui/choice-cards"
import { Disclosure } from "@/components/ui/disclosure"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { PasswordField } from "@/components/ui/password-field"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"

const counties = [
  ["MS", "Mureș"],
  ["B", "București"],
] as const

/** The components in every state, a sheet of docs/design/ each. Customers' words, made-up values. */
export const componentSamples: Readonly<Record<string, ReactNode>> = {
  buttons: (
    <>
      <LinkButton href="#a">Reînnoiește · 44,00 lei</LinkButton>
      <Button pending>Se trimite</Button>
      <LinkButton href="#b" tone="outline">
        Vezi factura
      </LinkButton>
      <LinkButton href="#c" tone="text">
        Anulează comanda
      </LinkButton>
    </>
  ),
  states: (
    <>
      <Badge tone="active">Activ · 173 de zile</Badge>
      <Badge tone="soon">Expiră în 4 zile</Badge>
      <Badge tone="waiting">Plătit – neactivat</Badge>
      <Badge tone="over">Expirat</Badge>
    </>
  ),
  messages: (
    <>
      <Alert tone="success" title="Plata a reușit.">
        Pachetul te așteaptă: îl activezi oricând, cu un singur clic.
      </Alert>
      <Alert tone="info">Verificăm plata. Nu plăti din nou; îți scriem imediat ce avem răspunsul.</Alert>
      <Alert tone="warning">Prea multe încercări. Încearcă din nou peste câteva minute.</Alert>
      <Alert tone="danger" title="Plata a fost respinsă de bancă.">
        Nu ți-am luat bani. Încearcă alt card.
      </Alert>
    </>
  ),
  fields: (
    <>
      <TextField label="Adresă de e-mail" name="email" hint="Aici îți trimitem linkul de activare." />
      <TextField label="Telefon" name="phone" defaultValue="0722" error="Numărul are 10 cifre." />
      <TextField label="Numele smartcardului" name="label" optional defaultValue="TV living" />
      <PasswordField label="Parolă" name="password" hint="Cel puțin 12 semne: trei cuvinte sunt destul." />
      <SelectField label="Județ" name="county" choices={counties} defaultValue="MS" />
      <CheckboxField label="Sunt de acord cu termenii" name="terms" />
      <CheckboxField label="Bifat" name="agreed" defaultValue="on" />
      <CheckboxField label="Cer să pornească acum" name="express" error="Bifează cererea." />
    </>
  ),
  choices: (
    <>
      <ChoiceCards
        legend="Factura se emite pe"
        name="profile"
        defaultValue="2"
        choices={[
          { value: "1", title: "Ana Popescu", note: "Str. Lalelelor 5, Sector 3, București" },
          { value: "2", title: "Pensiunea Brad SRL", note: "CUI RO17030766 · Str. Gării 1, Turda" },
        ]}
      />
    </>
  ),
  places: (
    <>
      <Disclosure summary="Vezi cele 12 canale" about="din Familia">
        Ce se deschide stă sub titlul lui.
      </Disclosure>
      <Disclosure summary="Deschis de la început" about="" open>
        Ce trebuie citit este deschis de la început.
      </Disclosure>
      <EmptyState
        drawing="card"
        title="Adaugă primul tău smartcard"
        action={<LinkButton href="#a">Adaugă</LinkButton>}
      >
        Cu seria lui vezi aici ce pachete ai.
      </EmptyState>
    </>
  ),
}
