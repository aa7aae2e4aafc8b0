import { SupportPhone } from "@/components/account/support-phone"
import { HelpLinks } from "@/components/site/help-links"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { signalMinutes } from "@/lib/domain/packages/entitlement"
import { unreachable } from "@/lib/domain/result"
import { minuteCount } from "@/lib/domain/words/plural"
import { orderPaths } from "@/lib/paths"
import type { CardView } from "@/lib/subscriptions/card-view"
import type { PictureStep } from "@/lib/subscriptions/picture-steps"
import { Activating } from "./activating"
import {
  activateWords,
  chooseWords,
  endedWords,
  orderWords,
  type PictureWords,
  signalWords,
  startsWords,
  waitWords,
} from "./picture-words"
import { ResendForm } from "./resend-form"

type Card = Pick<CardView, "linkId" | "today" | "steps">

/** What is the matter with this card, and what helps; the first thing has the page's filled button. */
export function NoPicture({ card }: { readonly card: Card }) {
  return (
    <div className="grid gap-5">
      {card.steps.map((step, at) => (
        <Step key={keyOf(step)} step={step} card={card} isFirst={at === 0} />
      ))}
      {card.steps[0]?.kind !== "blocked" && (
        <p>
          Tot nu merge? Sună la Relații Clienți: <SupportPhone />.
        </p>
      )}
    </div>
  )
}

function keyOf(step: PictureStep): string {
  if (step.kind === "order") return `order-${step.order.id}`
  return "name" in step ? `${step.kind}-${step.name}` : step.kind
}

type StepProps = { readonly step: PictureStep; readonly card: Card; readonly isFirst: boolean }

function Step({ step, card, isFirst }: StepProps) {
  const { linkId, today } = card
  switch (step.kind) {
    case "blocked":
      return <Blocked />
    case "activate":
      return <Reason words={activateWords(step)} isFilled={isFirst} />
    case "activating":
      return <Started step={step} />
    case "signal":
      return <p className="rounded-small bg-active-ground px-4 py-3">{signalWords(step)}</p>
    case "order":
      return <Reason words={orderWords(step, today)} isFilled={isFirst && !step.order.isInReview} />
    case "starts":
      return <Reason words={startsWords(step, today)} isFilled={false} />
    case "decoder":
      return <Decoder linkId={linkId} packages={step.packages} />
    case "ended":
      return <Reason words={endedWords(step, card)} isFilled={isFirst} />
    case "choose":
      return <NothingOnIt linkId={linkId} />
    default:
      return unreachable(step)
  }
}

type ReasonProps = { readonly words: PictureWords; readonly isFilled: boolean }

const Reason = ({ words: { title, rest, link }, isFilled }: ReasonProps) => (
  <div className="grid gap-3">
    <div>
      <p className="font-strong">{title}</p>
      {rest && <p className="text-muted">{rest}</p>}
    </div>
    {link && (
      <LinkButton
        href={link.href}
        tone={isFilled ? "primary" : "outline"}
        className="w-full md:w-auto md:justify-self-start"
      >
        <span>
          {link.words}
          {link.about && <span className="sr-only">{link.about}</span>}
        </span>
      </LinkButton>
    )}
  </div>
)

const Blocked = () => (
  <>
    <Alert tone="danger">
      Smartcardul este blocat. Sună la Relații Clienți: <SupportPhone />.
    </Alert>
    <HelpLinks links={[["smartcard-blocat", "Ce se întâmplă cu ce ai plătit?"]]} />
  </>
)

const Started = ({ step }: { readonly step: Extract<PictureStep, { readonly kind: "activating" }> }) => (
  <div className="grid gap-2">
    <p className="font-strong">{step.name} e în curs de activare.</p>
    <Activating isLate={step.isLate} />
    <p>{waitWords}</p>
    {step.id && (
      <a href={orderPaths.activation(step.id)} className="inline-flex min-h-12 items-center link">
        Urmărește activarea
        <span className="sr-only">, {step.name}</span>
      </a>
    )}
  </div>
)

type DecoderProps = {
  readonly linkId: string
  readonly packages: Extract<PictureStep, { readonly kind: "decoder" }>["packages"]
}

const Decoder = ({ linkId, packages }: DecoderProps) => (
  <div>
    <ol className="mb-4 grid list-decimal gap-1 pl-5">
      <li>Scoate smartcardul din decodor, șterge-l cu o cârpă uscată și pune-l la loc.</li>
      <li>Scoate decodorul din priză un minut, apoi pornește-l.</li>
      <li>
        Retrimite semnalul și lasă decodorul pornit pe un canal codat până la {minuteCount(signalMinutes)}.
      </li>
    </ol>
    <ResendForm linkId={linkId} packages={packages} />
    <HelpLinks className="mt-2" links={[["imaginea-a-disparut", "Aveai imagine și a dispărut?"]]} />
  </div>
)

const NothingOnIt = ({ linkId }: { readonly linkId: string }) => (
  <div className="grid gap-2">
    <Reason words={chooseWords(linkId)} isFilled />
    <HelpLinks links={[["smartcard-gresit", "Ai plătit pentru alt smartcard?"]]} />
  </div>
)
