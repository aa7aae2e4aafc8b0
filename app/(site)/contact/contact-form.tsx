"use client"

import { EmailField } from "@/components/forms/email-field"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextArea } from "@/components/ui/text-area"
import { TextField } from "@/components/ui/text-field"
import { sendMessage } from "./actions"

const loadSchema = () => import("./contact.schema").then(({ contactSchema }) => contactSchema)

/** The words come from the page: what names them would be in the first load. */
type Props = {
  readonly subjects: readonly (readonly [value: string, words: string])[]
  readonly messageHint: string
}

export function ContactForm({ subjects, messageHint }: Props) {
  const form = useActionForm({ action: sendMessage, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField {...form.field("fullName")} label="Nume și prenume" autoComplete="name" />
      <EmailField
        {...form.field("email")}
        label="Adresă de e-mail"
        autoComplete="email"
        hint="Aici îți răspundem."
      />
      <SelectField {...form.field("subject")} label="Despre ce este vorba" choices={subjects} />
      <TextArea {...form.field("message")} label="Mesajul" hint={messageHint} />
      <Button type="submit" block pending={form.pending}>
        Trimite mesajul
      </Button>
    </form>
  )
}
