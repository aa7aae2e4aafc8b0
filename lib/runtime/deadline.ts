import "server-only"

/** The end of a time budget. A job asks before each step and stops cleanly when it has passed. */
export type Deadline = { readonly hasPassed: () => boolean }

/** `App.deadline` on the clock of that App: with a clock that stands still, a budget never ends. */
export const deadlineOn =
  (now: () => Date) =>
  (budgetMs: number): Deadline => {
    const end = now().getTime() + budgetMs
    return { hasPassed: () => now().getTime() >= end }
  }
