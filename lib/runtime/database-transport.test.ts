import { createServer } from "node:net"
import { expect, test } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { databaseTransportProblem } from "./database-transport"

const remote = "postgres://user:password@db.example:5432/focussat"

test("only a verified server is beyond complaint, and this machine needs none", () => {
  expect(databaseTransportProblem(remote)).toContain("plain text")
  expect(databaseTransportProblem(`${remote}?sslmode=require`)).toContain("not verified")
  expect(databaseTransportProblem(`${remote}?sslmode=verify-full`)).toBeNull()
  expect(databaseTransportProblem("postgres://user@127.0.0.1/x")).toBeNull()
  expect(databaseTransportProblem(remote)).not.toMatch(/user:password|db\.example/)
})

test("with verify-full the driver sends no password to a server without TLS", async () => {
  const received: Buffer[] = []
  const server = createServer((socket) => {
    socket.on("error", () => {})
    // The answer "N": this server has no TLS.
    socket.on("data", (bytes) => (received.push(bytes) === 1 ? socket.write("N") : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" ? address?.port : 0
  const db = createDb(`postgres://user:the-password@127.0.0.1:${port}/x?sslmode=verify-full`, { max: 1 })
  await expect(db.$client`select 1`).rejects.toThrow()
  expect(Buffer.concat(received).toString("latin1")).not.toContain("the-password")
  await closeDb(db)
  server.close()
})
