import "server-only"

/** The end of a time budget. A job checks it before each step and stops when it has passed. */
export type Deadline = { readonly hasPassed: () => boolean }

/**
 * Makes `App.deadline` from the App's clock. With a test clock that stands still, a deadline never passes.
 */
export const deadlineOn =
  (now: () => Date) =>
  (budgetMs: number): Deadline => {
    const end = now().getTime() + budgetMs
    return { hasPassed: () => now().getTime() >= end }
  }
