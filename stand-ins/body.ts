import type { IncomingMessage } from "node:http"

const largestBody = 40 * 1024 * 1024

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > largestBody) throw new Error("The request is too large")
    parts.push(part)
  }
  return Buffer.concat(parts).toString("utf8")
}
