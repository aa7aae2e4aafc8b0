/** False for an address like `/activare/%ff`: Next 16 answers 500 when it cannot decode a route's parameter. */
export function canBeDecoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
