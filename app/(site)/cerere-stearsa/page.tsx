import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Am șters cererea", robots: { index: false } }

/** After "Nu sunt eu" on the page of an activation link. */
export default function SignUpRejectedPage() {
  return (
    <FormPage
      title="Am șters cererea"
      intro="Contul nu s-a făcut, iar linkul din e-mail nu mai merge. Nu trebuie să faci nimic altceva."
    >
      <p>Dacă vrei un cont pe adresa ta, îl poți cere oricând.</p>
      <LinkButton href={paths.signUp} tone="outline" block>
        VREAU CONT NOU!
      </LinkButton>
    </FormPage>
  )
}
