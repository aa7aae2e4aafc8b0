import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { expect, test } from "vitest"
import { isBrokenOff } from "./broken-off"
import { boundRequestTimes, requestTimeoutMs } from "./request-timeouts"

test("the first request bounds how long clients of its server may take to send one", async () => {
  const server = createServer((_request, response) => response.end("ok"))
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  expect(server.requestTimeout).not.toBe(requestTimeoutMs)
  boundRequestTimes()
  const { port } = server.address() as AddressInfo
  await (await fetch(`http://127.0.0.1:${port}/`)).text()
  expect(server).toMatchObject({ requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs })
  await new Promise((closed) => server.close(closed))
})

test("a body that ends too early is a request broken off; a lost connection of ours is an error", async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  const seen = new Promise<unknown>((resolve) => {
    server.once("request", (request) => request.once("error", resolve).resume())
  })
  const client = connect(port, "127.0.0.1")
  client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
  server.once("request", () => client.destroy())
  expect(isBrokenOff(await seen)).toBe(true)
  await new Promise((closed) => server.close(closed))
  expect(isBrokenOff(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }))).toBe(false)
  expect(isBrokenOff(new Error("aborted"))).toBe(false)
})
