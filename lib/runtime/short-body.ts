import "server-only"

/** The body of a request. Null if it is longer than `longestBytes`; reading stops there. */
export async function readShortBody(
  { body }: Pick<Request, "body">,
  longestBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > longestBytes) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
