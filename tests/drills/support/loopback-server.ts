import type { Server } from "node:http"

/** Starts a server on a free port of this machine. */
export async function listenOnLoopback(server: Server) {
  // Otherwise a request can arrive on a connection that the server is closing.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The server has no address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
