import { createServer } from "node:net"

/** A port that nobody listens on at this moment. */
export const freePort = () => bind(0, "127.0.0.1")

/** Whether a server could listen on the port now, on every interface. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await bind(port)
    await bind(port, "127.0.0.1")
    return true
  } catch {
    return false
  }
}

function bind(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen({ port, host }, () => {
      const address = server.address()
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port")),
      )
    })
  })
}
