"use client"

import { SupportPhone } from "@/components/account/support-phone"
import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import { Button } from "@/components/ui/button"
import { signalMinutes } from "@/lib/domain/packages/entitlement"
import { minuteCount } from "@/lib/domain/words/plural"
import { refresh } from "./actions"

type Props = {
  readonly card: { readonly linkId: string }
  /** What runs on the card. */
  readonly packages: readonly { readonly code: string; readonly name: string }[]
}

/** What to do on the decoder, and the signal once more for each package that runs. */
export function NoPicture({ card, packages }: Props) {
  const form = useButtonForm(refresh)
  return (
    <>
      <ol className="mb-4 grid list-decimal gap-1 pl-5">
        <li>Scoate smartcardul din decodor, șterge-l cu o cârpă uscată și pune-l la loc.</li>
        <li>Scoate decodorul din priză un minut, apoi pornește-l.</li>
        <li>
          Retrimite semnalul și lasă decodorul pornit pe un canal codat până la {minuteCount(signalMinutes)}.
        </li>
      </ol>
      <form {...form.props} className="grid gap-3 md:max-w-md">
        <FormAlert state={form.state} />
        <input type="hidden" name="link" value={card.linkId} />
        {packages.map(({ code, name }) => (
          <Button key={code} type="submit" name="package" value={code} tone="outline" pending={form.pending}>
            Retrimite semnalul pentru {name}
          </Button>
        ))}
      </form>
      <p className="mt-4">
        Tot nu merge? Sună la Relații Clienți: <SupportPhone />.
      </p>
    </>
  )
}
