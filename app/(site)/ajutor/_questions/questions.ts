import type { HelpTopic } from "@/lib/domain/words/help-topics"
import { account } from "./account"
import { cards } from "./cards"
import { invoices } from "./invoices"
import { payment } from "./payment"
import { picture } from "./picture"
import type { HelpQuestion } from "./question"

/** Every question and answer of the help, once. */
export const helpGroups = [picture, cards, account, payment, invoices] as const

export const helpQuestions: readonly HelpQuestion[] = helpGroups.flatMap(({ questions }) => questions)

/** Null for an address that names no question. */
export const findQuestion = (topic: string): HelpQuestion | null =>
  helpQuestions.find((one) => one.topic === topic) ?? null

/** The other questions of its group. */
export const neighboursOf = (topic: HelpTopic): readonly HelpQuestion[] =>
  helpGroups
    .find(({ questions }) => questions.some((one) => one.topic === topic))
    ?.questions.filter((one) => one.topic !== topic) ?? []
