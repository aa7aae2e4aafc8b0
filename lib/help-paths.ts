import type { HelpTopic } from "./domain/words/help-topics"

/** Paths of the help. In a file of their own, so that pages with a form do not load them. */
export const helpPaths = {
  home: "/ajutor",
  /** One question with its answer. */
  topic: (topic: HelpTopic) => `/ajutor/${topic}`,
  /** What was searched stands in its query. */
  search: "/ajutor/raspunsuri",
  /** The form that writes to the operator's people. */
  contact: "/contact",
} as const
