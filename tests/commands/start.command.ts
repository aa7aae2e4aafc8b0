import { request } from "node:http"
import { connect } from "node:net"
import { afterAll, expect, test, vi } from "vitest"
import { freePort } from "@/scripts/lib/ports"
import { inFolder, product, removeFolder, startNpm } from "./support/npm"

afterAll(removeFolder)

/** These would name services that exist; without them `npm start` starts its own. */
const services = /^(E2E_|RESEND_|STRIPE_|ENTITLEMENT_|DATABASE_|DEMO_|TRUSTED_IP_HEADER)/

/**
 * The environment of a second run beside the product of the tests. The build is the same one: it depends on
 * APP_URL and the seller, not on the port.
 */
async function secondRun(): Promise<NodeJS.ProcessEnv & { readonly PORT: string }> {
  const own = Object.entries(product).filter(([name]) => !services.test(name))
  return {
    ...Object.fromEntries(own),
    NODE_ENV: "production",
    DATA_FOLDER: inFolder("data"),
    PORT: String(await freePort()),
  }
}

test("npm start prints its address and the demo account, which can sign in; it listens on this machine alone; SIGTERM ends it", async () => {
  const env = await secondRun()
  const start = startNpm(["start"], env)
  try {
    await vi.waitFor(() => expect(start.output.stdout).toContain("To stop"), {
      timeout: 120_000,
      interval: 200,
    })
    expect(start.output.stdout).toContain("The build is up to date")
    expect(start.output.stdout).toMatch(/Application +http:\/\/localhost:\d+/)
    const [, email = "", password = ""] = /Sign in as +(\S+) +(\S+)/.exec(start.output.stdout) ?? []
    expect((await ask(env.PORT, "/api/health")).status).toBe(200)
    expect(await listensAt("127.0.0.1", env.PORT)).toBe(true)
    expect(await listensAt("127.0.0.2", env.PORT)).toBe(false)
    const signedIn = await signIn(env.PORT, { email, password })
    expect(signedIn).toContain("Ieși din cont")
  } finally {
    const end = await start.stop()
    expect(end).toMatchObject({ code: 0, stderr: "" })
    expect(end.stdout).toContain("Stopped.")
  }
}, 180_000)

test("npm run dev answers on its port, with its own build folder; SIGTERM ends it", async () => {
  const port = String(await freePort())
  const env: NodeJS.ProcessEnv = {
    ...product,
    NODE_ENV: "development",
    DATABASE_DIRECT_URL: product["E2E_DATABASE_URL"],
    DATA_FOLDER: inFolder("dev"),
    PORT: port,
  }
  const dev = startNpm(["run", "dev"], env)
  try {
    await vi.waitFor(() => expect(dev.output.stdout).toContain("To stop"), {
      timeout: 120_000,
      interval: 200,
    })
    expect((await ask(port, "/api/health")).status).toBe(200)
  } finally {
    expect((await dev.stop()).code).toBe(0)
  }
}, 180_000)

/** A server that listens on every address of this machine listens at 127.0.0.2 too. */
function listensAt(host: string, port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 2_000 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once("connect", () => end(true))
    socket.once("timeout", () => end(false))
    socket.once("error", () => end(false))
  })
}

type Answer = { readonly status: number; readonly body: string; readonly cookies: readonly string[] }
type Ask = { readonly headers?: Record<string, string>; readonly body?: string }

/** Asks a server on this machine under the name that APP_URL has. */
function ask(port: string, path: string, { headers, body }: Ask = {}): Promise<Answer> {
  const { host, origin } = new URL(product["APP_URL"] ?? "")
  const method = body === undefined ? "GET" : "POST"
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers: { host, origin, ...headers } }
    const outgoing = request(options, async (incoming) => {
      const text = Buffer.concat(await incoming.toArray()).toString("utf8")
      const cookies = (incoming.headers["set-cookie"] ?? []).map((one) => one.split(";")[0] ?? "")
      resolve({ status: incoming.statusCode ?? 0, body: text, cookies })
    })
    outgoing.on("error", reject)
    outgoing.end(body)
  })
}

/** Posts the sign-in form, as a browser without JavaScript does, and returns the account page. */
async function signIn(port: string, account: { readonly email: string; readonly password: string }) {
  const page = await ask(port, "/autentificare")
  const form = new FormData()
  for (const [, name = "", value = ""] of page.body.matchAll(
    /name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g,
  )) {
    form.append(name, value.replaceAll("&quot;", '"'))
  }
  for (const [name, value] of Object.entries(account)) form.append(name, value)
  const encoded = new Response(form)
  const headers = { "content-type": encoded.headers.get("content-type") ?? "" }
  const answer = await ask(port, "/autentificare", { headers, body: await encoded.text() })
  return (await ask(port, "/cont", { headers: { cookie: answer.cookies.join("; ") } })).body
}
