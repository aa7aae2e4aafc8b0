import { eq } from "drizzle-orm"
import { contactRequests } from "@/db/schema"
import type { App } from "@/lib/app"
import { type ContactForm, sendContactRequest } from "@/lib/contact/send-request"
import { parseFullName } from "@/lib/domain/people/full-name"
import { freshAddress, known } from "./accounts"
import { aClient } from "./factories/clients"
import type { TestApp } from "./test-app"

/** Messages that people send by the contact form. */
export function createContactMessages(t: TestApp) {
  let messages = 0
  const aForm = (form: Partial<ContactForm> = {}): ContactForm => ({
    fullName: known(parseFullName("Ana Popescu")),
    email: freshAddress(),
    subject: "payment",
    message: `Am plătit comanda ${messages++} de două ori.`,
    client: aClient(),
    customer: null,
    ...form,
  })

  async function sent(form: ContactForm, app: App = t.app) {
    const answer = await sendContactRequest(app, form)
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value
  }

  const rowOf = async (number: number) =>
    known((await t.db.select().from(contactRequests).where(eq(contactRequests.number, number)))[0])

  return { aForm, sent, rowOf }
}
