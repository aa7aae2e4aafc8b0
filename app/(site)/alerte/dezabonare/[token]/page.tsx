import type { Metadata } from "next"
import { FlashMessage } from "@/app/_server/flash-message"
import { FormPage } from "@/components/site/form-page"
import { Message } from "@/components/site/message"
import { LinkButton } from "@/components/ui/link-button"
import { remindersOfToken } from "@/lib/alerts/reminders-of-token"
import { app } from "@/lib/app-context"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { daysInWords } from "@/lib/domain/words/plural"
import { settingsPaths } from "@/lib/settings-paths"
import { OffOrKeepForms, OnAgainForm } from "./reminders-forms"

export const metadata: Metadata = { title: "Alerte", robots: { index: false } }

export default async function RemindersOffPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const reminders = await remindersOfToken(app(), token)
  if (reminders === "unknown") {
    return (
      <Message
        title="Linkul nu este bun"
        action={<LinkButton href={settingsPaths.messages}>Deschide setările</LinkButton>}
      >
        Poate nu a fost copiat întreg. Alertele se opresc și din setările contului.
      </Message>
    )
  }
  if (reminders === "off") {
    return (
      <FormPage
        title="Alertele sunt oprite"
        intro="Nu îți mai scriem înainte să expire un pachet. Te-ai răzgândit? Le pornești aici sau, oricând, din setările contului."
      >
        <OnAgainForm token={token} />
      </FormPage>
    )
  }
  return (
    <FormPage
      title="Nu mai vrei alerte?"
      intro={`Cu ${daysInWords(alertDays)} înainte să expire un pachet îți scriem un e-mail. Dacă oprești alertele, afli numai din cont până când ai programe.`}
    >
      <FlashMessage />
      <OffOrKeepForms token={token} />
    </FormPage>
  )
}
