import "server-only"
import { promisify } from "node:util"
import { constants, gunzip, gzip, gzipSync } from "node:zlib"
import type { RenderedMail } from "./transport"

const compress = promisify(gzip)
const decompress = promisify(gunzip)

const level = constants.Z_BEST_SPEED
/** Handing a mail without attachments to another thread costs three times as much as compressing it. */
const longestAtOnce = 64_000

/** A rendered mail as it is kept until it is settled: quick rather than small, it does not stay long. */
export async function pack(mail: RenderedMail): Promise<Uint8Array> {
  const json = JSON.stringify(mail)
  return json.length > longestAtOnce ? compress(json, { level }) : gzipSync(json, { level })
}

export async function unpack(payload: Uint8Array | null): Promise<RenderedMail> {
  if (!payload) throw new Error("A frozen mail has lost its payload")
  return JSON.parse((await decompress(payload)).toString("utf8"))
}
