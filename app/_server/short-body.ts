import "server-only"

const longestForm = 16 * 1_024

/** A request's body, or null as soon as it is longer than it may be: the rest is never read. */
export async function readShortBody(
  request: Request,
  longestBytes = longestForm,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > longestBytes) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
