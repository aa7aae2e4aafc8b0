import type { Metadata } from "next"
import { FormPage } from "@/components/site/form-page"
import { Message } from "@/components/site/message"
import { LinkButton } from "@/components/ui/link-button"
import { remindersOfToken } from "@/lib/alerts/reminders-of-token"
import { app } from "@/lib/app-context"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { daysInWords } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { RemindersOffForm } from "./reminders-off-form"

export const metadata: Metadata = { title: "Alerte", robots: { index: false } }

export default async function RemindersOffPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const reminders = await remindersOfToken(app(), token)
  if (reminders === "on") {
    return (
      <FormPage
        title="Nu mai vrei alerte?"
        intro={`Cu ${daysInWords(alertDays)} înainte să expire un pachet îți scriem un e-mail. Dacă oprești alertele, află din cont până când ai programe.`}
      >
        <RemindersOffForm token={token} />
      </FormPage>
    )
  }
  return (
    <Message
      title={reminders === "off" ? "Alertele sunt oprite" : "Linkul nu este bun"}
      action={<LinkButton href={paths.settings}>Deschide setările</LinkButton>}
    >
      {reminders === "off"
        ? "Nu îți mai scriem înainte să expire un pachet. Le pornești din nou din setările contului."
        : "Poate nu a fost copiat întreg. Alertele se opresc și din setările contului."}
    </Message>
  )
}
