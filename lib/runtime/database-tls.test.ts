import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"
import { getCACertificates, setDefaultCACertificates, TLSSocket } from "node:tls"
import { generate } from "selfsigned"
import { afterEach, expect, test } from "vitest"
import { closeDb, createDb } from "@/db/client"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const trusted = getCACertificates("default")
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  setDefaultCACertificates(trusted)
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** What a certificate of this name needs to be served; `trust` makes its authority known to this process. */
async function aCertificate(name: string) {
  const authority = await generate([{ name: "commonName", value: "An authority" }], {
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  })
  const server = await generate([{ name: "commonName", value: name }], {
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: name }] }],
  })
  const trust = () => setDefaultCACertificates([...trusted, authority.cert])
  return { key: server.private, cert: server.cert, trust }
}

/** The test's database behind TLS. Returns its address for the product, with `sslmode=verify-full`. */
async function overTls(certificate: { key: string; cert: string }) {
  const database = new URL(t.databaseUrl)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client.on("error", () => {}))
    client.once("data", () => {
      client.write("S")
      const secure = new TLSSocket(client, { isServer: true, ...certificate }).on("error", () => {})
      const plain = connect(Number(database.port), database.hostname).on("error", () => {})
      sockets.add(plain)
      secure.pipe(plain).pipe(secure)
    })
  })
  await once(server.listen(0, "localhost"), "listening")
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const url = new URL(database)
  url.hostname = "localhost"
  url.port = String((server.address() as AddressInfo).port)
  url.searchParams.set("sslmode", "verify-full")
  return url.href
}

async function ask(url: string) {
  const db = createDb(url, { max: 1 })
  try {
    return await db.$client`select 1 as one`
  } finally {
    await closeDb(db)
  }
}

test("verify-full takes the server's name from a known authority", async () => {
  const certificate = await aCertificate("localhost")
  const url = await overTls(certificate)
  await expect(ask(url)).rejects.toThrow(/unable to verify|self-signed/)
  certificate.trust()
  expect(await ask(url)).toEqual([{ one: 1 }])
})

test("verify-full refuses a certificate of another name", async () => {
  const certificate = await aCertificate("db.example")
  certificate.trust()
  await expect(ask(await overTls(certificate))).rejects.toThrow(/does not match certificate's altnames/)
})
