import type { App } from "@/lib/app"
import { listContactRequests } from "@/lib/contact/list-requests"
import { markContactAnswered } from "@/lib/contact/mark-answered"
import { formatDate, formatInstant, lastDayOf } from "@/lib/domain/time/civil-date"
import { contactSubjects } from "@/lib/domain/words/contact"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runContact(app: App, words: readonly string[]): Promise<Refused> {
  const [verb = "list", number, ...more] = words
  if (more.length > 0) return "usage"
  if (verb === "list" && number === undefined) return list(app)
  if (verb === "answered" && /^[1-9]\d{0,8}$/.test(number ?? "")) return answered(app, Number(number))
  return "usage"
}

async function list(app: App): Promise<Refused> {
  const { open, overdue, requests } = await listContactRequests(app)
  print(`open: ${open}, of them overdue: ${overdue}`)
  for (const { number, receivedAt, dueAt, isOverdue, customerId, ...request } of requests) {
    const { fullName, email, subject, message } = request
    const due = `${isOverdue ? "OVERDUE since the end of" : "answer by"} ${formatDate(lastDayOf(dueAt))}`
    print(
      `${number}  ${due}, received ${formatInstant(receivedAt)}  ${contactSubjects[subject]}`,
      `${fullName} <${email}>${customerId ? `, signed in as customer ${customerId}` : ""}`,
      ...message.split("\n"),
    )
  }
  return undefined
}

async function answered(app: App, number: number): Promise<Refused> {
  const marked = await markContactAnswered(app, number)
  if (!marked.ok) return refusals[marked.reason]
  print(`${number} is answered and leaves the list.`)
  return undefined
}

const refusals = {
  "not-found": "There is no message with that number. Nothing was changed.",
  answered: "That message was marked as answered before. Nothing was changed.",
} as const
