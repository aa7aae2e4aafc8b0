import "server-only"
import type { Deadline } from "./deadline"

type PagedWork<Item> = {
  /** The next page behind an item; null: the first page. Empty at the end. */
  readonly list: (after: Item | null) => Promise<readonly Item[]>
  /** The number of items behind an item. */
  readonly count: (after: Item | null) => Promise<number>
  readonly run: (item: Item) => Promise<void>
}

/** Runs each item of a paged list until the deadline. Returns the number of items that are left then. */
export async function workThrough<Item>(
  deadline: Deadline,
  { list, count, run }: PagedWork<Item>,
): Promise<number> {
  let last: Item | null = null
  for (let page = await list(last); page.length > 0; page = await list(last)) {
    for (const item of page) {
      if (deadline.hasPassed()) return count(last)
      await run(item)
      last = item
    }
  }
  return 0
}
