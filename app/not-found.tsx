import type { Metadata } from "next"
import { BarePage } from "@/components/site/bare-page"
import { Message } from "@/components/site/message"
import { LinkButton } from "@/components/ui/link-button"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"

export const metadata: Metadata = { title: "Pagina nu există", robots: { index: false } }

export default function NotFound() {
  return (
    <BarePage>
      <Message
        title="Pagina nu există"
        action={<LinkButton href={paths.home}>Mergi la prima pagină</LinkButton>}
      >
        Adresa a fost scrisă greșit sau pagina a fost mutată. Poate cauți{" "}
        <a href={paths.account} className="link">
          contul tău
        </a>
        ,{" "}
        <a href={paths.catalogue} className="link">
          pachetele
        </a>{" "}
        sau{" "}
        <a href={helpPaths.home} className="link">
          ajutorul
        </a>
        .
      </Message>
    </BarePage>
  )
}
