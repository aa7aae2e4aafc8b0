import { readFileSync } from "node:fs"
import { request } from "node:http"
import { environment } from "./drill"

/**
 * Sends a body without Content-Length, of so many megabytes or until the server closes the connection.
 * Returns the status, or the message of the connection's error.
 */
export function sendEndlessBody(path: string, megabytes: number, contentType: string): Promise<string> {
  return new Promise((resolve) => {
    const url = new URL(path, environment.appUrl)
    const outgoing = request(url, {
      method: "POST",
      headers: { "content-type": contentType, origin: environment.appUrl },
    })
    const chunk = Buffer.alloc(1_048_576, "a")
    let sent = 0
    const more = () => {
      while (sent < megabytes) {
        sent += 1
        if (!outgoing.write(chunk)) return void outgoing.once("drain", more)
      }
      outgoing.end()
    }
    outgoing.on("response", (answer) => {
      answer.resume()
      resolve(String(answer.statusCode))
    })
    outgoing.on("error", (error) => resolve(error.message))
    more()
  })
}

/** Samples the memory of both servers every 20 ms. `stop` returns by how much it grew at most. */
export function watchServerMemory() {
  const before = residentBytes()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes())
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return { grownMegabytes: Math.round((peak - before) / 1_048_576) }
    },
  }
}

/** Linux only. */
const residentBytes = () =>
  environment.serverPids.reduce((sum, pid) => {
    const [, kilobytes = "0"] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
    return sum + Number(kilobytes) * 1_024
  }, 0)
