import "server-only"

/** False for an address like `/activare/%ff`: Next 16 answers 500 where it cannot decode a parameter. */
export function canBeDecoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
