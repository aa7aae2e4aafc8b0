import { storeCart } from "@/db/queries/carts"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { newSignedInCustomer } from "./accounts"
import { app, environment, freshIp } from "./drill"
import { aFamiliaCart, aReadyFamilia } from "./familia-orders"
import type { FloodTask } from "./flood-worker"
import { isFull, size } from "./size"
import { type Fields, formWith, multipart, newVisitor } from "./visitor"

const connections = size(8, 200)
const ends = isFull
  ? { seconds: 60, requestsEach: Number.MAX_SAFE_INTEGER }
  : { seconds: 600, requestsEach: 5 }

/** What strangers type as a password. */
const strangersPassword = "a străinului, destul de lungă"

const outcomes = {
  wrong: "nu sunt corecte",
  limited: "Prea multe încercări",
  paused: "am oprit pentru câteva minute",
  busy: "Sunt foarte multe cereri acum",
}

type Flood = Pick<FloodTask, "method" | "body"> & Partial<FloodTask> & { readonly path: string }

function floodOf({ path, ...flood }: Flood): FloodTask {
  const places = Array.from({ length: connections }, freshIp)
  return { url: environment.appUrl + path, headers: {}, isHalf: false, outcomes, places, ...ends, ...flood }
}

function formFlood(
  path: string,
  fields: Fields,
  more: { isHalf?: boolean; cookies?: object } = {},
): FloodTask {
  const { body, contentType } = multipart(fields)
  const headers = { "content-type": contentType, origin: environment.appUrl, cookie: cookieOf(more.cookies) }
  return floodOf({ path, method: "POST", body: body.toString(), headers, isHalf: more.isHalf ?? false })
}

const cookieOf = (cookies: object = {}) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ")

const addressOf = (kind: string) => `flood-${kind}-${Date.now().toString(36)}-{n}@exemplu.ro`

/** The first page of a server. */
export const pageFlood = (server: string): FloodTask => ({
  ...floodOf({ path: "", method: "GET", body: "" }),
  url: `${server}/`,
})

/** Wrong passwords, each at another address. */
export async function signInFlood(isHalf = false): Promise<FloodTask> {
  const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
  const fields = { ...form, email: addressOf("in"), password: strangersPassword }
  return formFlood("/autentificare", fields, { isHalf })
}

export const halfSentFlood = () => signInFlood(true)

/** Each with another address. */
export async function signUpFlood(): Promise<FloodTask> {
  const form = formWith((await newVisitor().ask("/cont-nou")).body, ["fullName", "email", "password"])
  const person = { fullName: "Bonus Castiga", phone: "0722123456", terms: "on" }
  return formFlood("/cont-nou", { ...form, ...person, email: addressOf("up"), password: strangersPassword })
}

/** A customer who asks for one invoice again and again. */
export async function pdfFlood(): Promise<{ readonly task: FloodTask; readonly customerId: CustomerId }> {
  const { id, visitor } = await newSignedInCustomer()
  const { invoiceId } = await aReadyFamilia(id)
  const headers = { cookie: cookieOf(visitor.cookiesNow()) }
  const path = `/api/invoices/${invoiceId}`
  return {
    task: floodOf({ path, method: "GET", body: "", headers, outcomes: { pdf: "%PDF" } }),
    customerId: id,
  }
}

/** A customer who posts the confirmation page of one cart, each time as another checkout. */
export async function orderFlood(): Promise<{ readonly task: FloodTask; readonly customerId: CustomerId }> {
  const { id, visitor } = await newSignedInCustomer()
  const { items, profileId } = await aFamiliaCart(id)
  await storeCart(app.db, { customerId: id, items }, app.now())
  const path = "/cont/comanda/confirmare"
  const form = formWith((await visitor.ask(path)).body, ["checkout"])
  const fields = { ...form, profile: profileId, checkout: "{uuid}" }
  return { task: formFlood(path, fields, { cookies: visitor.cookiesNow() }), customerId: id }
}
