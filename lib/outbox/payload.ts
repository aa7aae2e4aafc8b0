import "server-only"
import { promisify } from "node:util"
import { constants, gunzip, gzip } from "node:zlib"
import type { RenderedMail } from "@/lib/mail/transport"

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** Compresses the mails of a batch, one line of JSON each. Compression is chosen for speed. */
export const pack = (mails: readonly RenderedMail[]): Promise<Uint8Array> =>
  compress(mails.map((mail) => JSON.stringify(mail)).join("\n"), { level: constants.Z_BEST_SPEED })

export async function unpack(payload: Uint8Array): Promise<RenderedMail[]> {
  const lines = (await decompress(payload)).toString("utf8").split("\n")
  return lines.map((line) => JSON.parse(line))
}
