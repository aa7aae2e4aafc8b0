type CardPagesProps = {
  readonly path: string
  /** The name of the parameter in the address. */
  readonly parameter: string
  readonly page: number
  readonly pages: number
}

/** Links to the other pages of the cards; nothing where one page holds them all. */
export function CardPages({ path, parameter, page, pages }: CardPagesProps) {
  if (pages === 1) return null
  const link = (to: number, words: string, rel: "prev" | "next") => (
    <a className="inline-flex min-h-12 items-center link" href={`${path}?${parameter}=${to}`} rel={rel}>
      {words}
    </a>
  )
  return (
    <nav aria-label="Paginile smartcardurilor" className="flex flex-wrap items-center gap-x-6">
      {page > 1 && link(page - 1, "Smartcardurile dinainte", "prev")}
      <p className="text-muted figures">
        Pagina {page} din {pages}
      </p>
      {page < pages && link(page + 1, "Smartcardurile următoare", "next")}
    </nav>
  )
}
