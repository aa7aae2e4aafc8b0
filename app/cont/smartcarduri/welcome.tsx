import { signOut } from "@/app/_server/sign-out"
import { ActionButtonForm } from "@/components/forms/action-button-form"
import { Moment } from "@/components/ui/moment"
import { firstName } from "@/lib/domain/people/full-name"

type WelcomeProps = { readonly fullName: string; readonly email: string }

/**
 * The first page after the confirmation says whose account it is: the link may have been forwarded by another
 * person.
 */
export function Welcome({ fullName, email }: WelcomeProps) {
  return (
    <Moment
      drawing="done"
      role="status"
      title={`Contul tău este activ, ${firstName(fullName)}. Mai e un pas: adaugă smartcardul.`}
      className="mb-6"
    >
      <p className="wrap-anywhere">
        Este pe numele <strong>{fullName}</strong>, cu adresa <strong>{email}</strong>.
      </p>
      <ActionButtonForm
        action={signOut}
        label="Nu sunt eu"
        tone="outline"
        className="mt-3 justify-items-start gap-2"
      >
        <p>Nu ești tu? Ieși din cont: nu adăuga nimic și nu plăti aici.</p>
      </ActionButtonForm>
    </Moment>
  )
}
