import { signOut } from "@/app/_server/sign-out"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"

type WelcomeProps = { readonly fullName: string; readonly email: string }

/**
 * The first page after the confirmation says whose account it is: the link may have been forwarded by another
 * person.
 */
export function Welcome({ fullName, email }: WelcomeProps) {
  return (
    <Alert tone="success" role="status" title="Contul este activ" className="mb-6">
      <p className="wrap-anywhere">
        Este pe numele <strong>{fullName}</strong>, cu adresa <strong>{email}</strong>.
      </p>
      <form action={signOut} className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>Nu ești tu? Ieși din cont: nu adăuga nimic și nu plăti aici.</p>
        <Button type="submit" tone="outline">
          Nu sunt eu
        </Button>
      </form>
    </Alert>
  )
}
