import { SupportPhone } from "@/components/account/support-phone"
import { Message } from "@/components/site/message"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"

/** Inside the account's frame: also for what belongs to another customer. */
export default function AccountPageNotFound() {
  return (
    <Message
      title="Pagina nu există"
      action={<LinkButton href={paths.account}>Mergi la contul tău</LinkButton>}
    >
      Adresa a fost scrisă greșit sau pagina a fost mutată. Poți merge la{" "}
      <a href={paths.orders} className="link">
        comenzile tale
      </a>{" "}
      sau ne poți suna: <SupportPhone />.
    </Message>
  )
}
