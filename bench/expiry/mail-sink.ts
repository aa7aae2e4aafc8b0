import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage } from "node:http"

/**
 * A mail provider that answers at once, as a process of its own on the port in BENCH_PORT: a batch gets an
 * id per mail, and `GET /count` returns the number of mails since it was last asked.
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

/** Each mail has it once: within a text the quotes are escaped. */
const subjectKey = Buffer.from('"subject":"')

function mailsIn(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(subjectKey); at >= 0; at = body.indexOf(subjectKey, at + subjectKey.length))
    count += 1
  return count
}
