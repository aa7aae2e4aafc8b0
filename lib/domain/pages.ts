/** One page of a list. */
export type PageOf<Item> = {
  readonly items: readonly Item[]
  /** From 1; the last one where a later one was asked for. */
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
}

export function pageOf<Item>(all: readonly Item[], asked: number, size: number): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const page = Math.min(asked, pages)
  return { items: all.slice((page - 1) * size, page * size), page, pages, total: all.length }
}

/** The number of a page in an address; 1 for anything else. */
export function parsePage(text: unknown): number {
  const page = typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : 1
  return Math.max(1, page)
}
