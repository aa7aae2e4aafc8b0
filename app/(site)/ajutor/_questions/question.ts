import type { HelpTopic } from "@/lib/domain/words/help-topics"

/** A paragraph, or steps in their order. */
type HelpBlock = string | readonly string[]

export type HelpQuestion = {
  readonly topic: HelpTopic
  readonly question: string
  readonly answer: readonly HelpBlock[]
  /** Words that people search by and that do not stand in question or answer. */
  readonly alsoCalled?: string
  /** Where it is done. */
  readonly action?: { readonly href: string; readonly words: string }
}

export type HelpGroup = { readonly title: string; readonly questions: readonly HelpQuestion[] }

/** The answer in one line of plain text, steps numbered. */
export const answerText = ({ answer }: HelpQuestion): string =>
  answer.map((block) => (typeof block === "string" ? block : numbered(block))).join(" ")

const numbered = (steps: readonly string[]) => steps.map((step, at) => `${at + 1}. ${step}`).join(" ")
