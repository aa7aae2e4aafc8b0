import { LinkButton } from "@/components/ui/link-button"
import { messages } from "@/lib/domain/words/messages"
import { FormPage } from "./form-page"
import { HelpLinks } from "./help-links"

type State = "used" | "expired" | "void" | "gone" | "unknown"

const sentences: Record<State, string> = {
  used: messages.linkUsed,
  expired: messages.linkExpired,
  void: "Ai cerut între timp un link mai nou. Folosește-l pe cel din ultimul e-mail.",
  gone: "Cererea din acest link nu mai există: adresa are deja un cont sau cererea a fost ștearsă.",
  unknown: "Linkul nu este întreg. Deschide-l din nou din e-mail sau cere unul nou.",
}

type LinkOverProps = {
  readonly state: State
  /** What is known beyond the link itself. */
  readonly title?: string
  readonly help: { readonly href: string; readonly label: string }
}

/** The page of a link that no longer works: the reason, and the action that helps. */
export function LinkOver({ state, title = "Linkul nu mai poate fi folosit", help }: LinkOverProps) {
  return (
    <FormPage title={title} intro={sentences[state]}>
      {/* A newer link waits in the mailbox: asking once more would make it void. */}
      <LinkButton href={help.href} tone={state === "void" ? "outline" : "primary"} block>
        {help.label}
      </LinkButton>
      <HelpLinks links={[["linkul-nu-merge", "De ce nu mai merge linkul?"]]} />
    </FormPage>
  )
}
