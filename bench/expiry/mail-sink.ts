import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage } from "node:http"

/**
 * The mail provider that answers at once: `POST /emails/batch` gets an id per mail, `GET /count` says how many mails came since the last
 * time it was asked. A process of its own, on the port in BENCH_PORT.
 */
let mails = 0

const server = createServer(async (request, response) => {
  response.setHeader("content-type", "application/json")
  if (request.method !== "POST") {
    response.end(JSON.stringify({ mails }))
    mails = 0
    return
  }
  const count = mailsIn(await bodyOf(request))
  mails += count
  response.end(JSON.stringify({ data: Array.from({ length: count }, () => ({ id: randomUUID() })) }))
})
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1")

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A mail has one subject; inside of a text the quotes would be escaped. */
const sign = Buffer.from('"subject":"')

function mailsIn(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(sign); at >= 0; at = body.indexOf(sign, at + sign.length)) count += 1
  return count
}
