import type { Metadata } from "next"
import { MessagePage } from "@/components/site/message-page"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Pagina nu există", robots: { index: false } }

export default function NotFound() {
  return (
    <MessagePage
      title="Pagina nu există"
      action={<LinkButton href={paths.home}>Mergi la prima pagină</LinkButton>}
    >
      Adresa a fost scrisă greșit sau pagina a fost mutată.
    </MessagePage>
  )
}
