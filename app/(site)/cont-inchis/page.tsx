import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Contul a fost închis", robots: { index: false } }

export default function AccountClosedPage() {
  return (
    <FormPage
      title="Contul a fost închis"
      intro="Ți-am șters datele și ți-am trimis o confirmare pe e-mail. Pachetele de pe smartcarduri merg până la capăt."
    >
      <LinkButton href={paths.home} tone="outline" block>
        Înapoi la prima pagină
      </LinkButton>
    </FormPage>
  )
}
