/**
 * What search engines read of a page, in the words of schema.org. Browsers do not run it, so that it needs
 * neither a nonce nor a hash. React writes the text of a script as it is: `<` must not end it.
 */
export function StructuredData({ graph }: { readonly graph: readonly object[] }) {
  const text = JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll(
    "<",
    "\\u003c",
  )
  return <script type="application/ld+json">{text}</script>
}
