import { LinkButton } from "@/components/ui/link-button"
import { settingsPaths } from "@/lib/settings-paths"
import { UrgentBanner } from "./urgent-banner"

/** Shown when mail to the customer's address bounces: links to correct or to confirm it. */
export function EmailTroubleBanner({ email }: { readonly email: string }) {
  return (
    <section aria-label="E-mailurile nu ajung" className="mx-auto w-full max-w-6xl px-5 pt-4">
      <UrgentBanner
        tone="over"
        title={`E-mailurile trimise la ${email} nu ajung.`}
        rest=" Până corectezi adresa nu îți putem scrie când expiră un pachet."
        action={
          <LinkButton href={settingsPaths.email} tone="outline">
            Corectează adresa
          </LinkButton>
        }
      />
    </section>
  )
}
