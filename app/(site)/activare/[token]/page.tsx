import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkOver } from "@/components/site/link-over"
import { type ActivationSignUp, inspectActivation } from "@/lib/accounts/inspect-activation"
import { app, auth } from "@/lib/app-context"
import { formatPhone } from "@/lib/domain/people/phone"
import { paths } from "@/lib/paths"
import { ChoosePasswordForm } from "./choose-password-form"
import { ConfirmForm } from "./confirm-form"
import { RejectForm } from "./reject-form"

export const metadata: Metadata = { title: "Activează contul", robots: { index: false } }

const askAgain = { href: paths.checkInbox, label: "Cere un link nou" }
const signIn = { href: paths.signIn, label: "Intră în cont" }

const intros = {
  own: "Dacă datele sunt ale tale, apasă butonul verde. Intri direct în cont.",
  elsewhere: "Dacă datele sunt ale tale, alege o parolă și apasă butonul verde.",
}

export default async function ActivationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await inspectActivation(app(), { token, client: await auth().client() })
  if (link.state === "used") return <LinkOver state="used" title="Contul este deja activ" help={signIn} />
  if (link.state !== "valid") {
    return <LinkOver state={link.state} help={link.state === "gone" ? signIn : askAgain} />
  }
  const { id, isOwn, email, fullName } = link.signUp
  return (
    <FormPage title="Activează contul" intro={isOwn ? intros.own : intros.elsewhere}>
      <Account {...link.signUp} />
      {isOwn ? (
        <ConfirmForm token={token} />
      ) : (
        <ChoosePasswordForm
          token={token}
          seen={id}
          email={email}
          fullName={fullName}
          reason={<Reason />}
          terms={<Terms />}
        />
      )}
      <RejectForm token={token} />
    </FormPage>
  )
}

function Account({ fullName, email, phone }: ActivationSignUp) {
  const facts = { Nume: fullName, "Adresă de e-mail": email, Telefon: formatPhone(phone) }
  return (
    <dl className="grid gap-3 rounded-card border border-line bg-paper p-5">
      {Object.entries(facts).map(([term, fact]) => (
        <div key={term}>
          <dt className="text-muted text-small">{term}</dt>
          <dd className="wrap-anywhere font-strong">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function Reason() {
  return (
    <p className="text-muted text-small">
      Parola se alege aici, pentru că linkul a fost cerut din alt browser. Poate fi aceeași.
    </p>
  )
}

function Terms() {
  return (
    <p className="text-muted text-small">
      Dacă apeși CONFIRMARE, ești de acord cu{" "}
      <a href={paths.terms} target="_blank" className="link" rel="noopener">
        Termenii
      </a>
      .
    </p>
  )
}
