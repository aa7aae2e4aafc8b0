import { createServer, type Server } from "node:net"

export type ReservedPort = {
  readonly port: number
  /** Call it just before the server starts on this port. */
  release(): Promise<void>
}

/**
 * Listens on the port until `release`, so that a parallel run does not choose it. Undefined when it is taken.
 */
export async function reservePort(port: number): Promise<ReservedPort | undefined> {
  try {
    await close(await listen(port, "127.0.0.1"))
    const server = await listen(port)
    return { port: portOf(server), release: () => close(server) }
  } catch {
    return undefined
  }
}

/** The port if it is free, else any other. */
export async function reservePortOrAny(port: number): Promise<ReservedPort> {
  const reserved = (await reservePort(port)) ?? (await reservePort(0))
  if (!reserved) throw new Error("This machine has no free port")
  return reserved
}

/** A port that is free now; another program may take it. */
export async function freePort(): Promise<number> {
  const server = await listen(0, "127.0.0.1")
  await close(server)
  return portOf(server)
}

function listen(port: number, host?: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy())
    server.once("error", reject)
    server.listen({ port, host }, () => {
      ports.set(server, addressOf(server))
      resolve(server)
    })
  })
}

const ports = new WeakMap<Server, number>()
const portOf = (server: Server) => ports.get(server) ?? 0

function addressOf(server: Server): number {
  const address = server.address()
  return typeof address === "object" && address ? address.port : 0
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))
