import "server-only"
import { promisify } from "node:util"
import { constants, gunzip, gzip } from "node:zlib"
import type { RenderedMail } from "./transport"

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** A rendered mail as it is kept until it is settled: quick rather than small, it does not stay long. */
export const pack = (mail: RenderedMail): Promise<Uint8Array> =>
  compress(JSON.stringify(mail), { level: constants.Z_BEST_SPEED })

export async function unpack(payload: Uint8Array | null): Promise<RenderedMail> {
  if (!payload) throw new Error("A frozen mail has lost its payload")
  return JSON.parse((await decompress(payload)).toString("utf8"))
}
