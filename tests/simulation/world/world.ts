import type postgres from "postgres"
import type { App } from "@/lib/app"
import type { BillingProfileId, CustomerId } from "@/lib/domain/ids/brand"
import type { Act, Agenda } from "../core/agenda"
import type { EventLog } from "../core/event-log"
import type { Random } from "../core/random"
import type { GatewayModel } from "../vendors/gateway-model"
import type { ResendModel } from "../vendors/resend-model"
import type { StripeModel } from "../vendors/stripe-model"
import { type Broken, causeOf } from "./cause"

/** A customer, as the people outside know them. */
export type Person = {
  readonly name: string
  /** Of the present account: who closes theirs opens another one. */
  customerId: CustomerId
  profileId: BillingProfileId
  accountSince: number
  /** The address that they read. */
  email: string
  /** The newest last. */
  readonly addresses: { readonly email: string; readonly since: number }[]
  wantsReminders: boolean
  /** The instant of the last change of what they want. */
  remindersSince: number
}

/** Which address works from when on; the newest last. */
export type Mailbox = { readonly since: number; readonly works: boolean }

export type World = {
  readonly seed: number
  readonly app: App
  /** For looking, not for acting: a connection of its own that never fails. */
  readonly sql: postgres.Sql
  readonly clock: { now: number }
  readonly log: EventLog
  readonly agenda: Agenda
  readonly stripe: StripeModel
  readonly resend: ResendModel
  readonly gateway: GatewayModel
  readonly people: Person[]
  readonly mailboxes: Map<string, Mailbox[]>
  /** Broken decoder cards: nothing can be opened on them. */
  readonly brokenCards: Map<string, number>
  /** Serials that exist and that no customer had at the start. */
  readonly spareSerials: string[]
  readonly catalogue: Catalogue
  /** The product is down until this instant. */
  downUntil: number
  /** Faults of vendors, processes and people. Off at rest. */
  faults: boolean
  readonly random: (label: string) => Random
  /** Broken promises by name and cause, each once. */
  readonly broken: Map<string, Broken>
  readonly dropped: ReadonlySet<string>
  readonly counts: { steps: number; acts: number; statements: number }
  /** Every act that was carried out. */
  readonly done: Pick<Act, "id" | "who" | "kind">[]
  /** Acts that run at this moment, one inside the wait of another. */
  depth: number
  readonly isFair: (vendor: "stripe" | "resend" | "gateway") => boolean
  /** When the reminders were sent, all of them. */
  readonly alertRuns: number[]
  /** Mails of unknown outcome that the operator chose to send again. */
  readonly resentByHand: Set<string>
}

export type Catalogue = {
  /** Bani by offer code. */
  readonly prices: Map<string, number>
  readonly rates: { readonly from: number; readonly day: string; readonly basisPoints: number }[]
}

/** What an act gets to work with. */
export type Scene = {
  readonly world: World
  readonly act: Act
  readonly random: Random
  /** Something that this act causes, after some time. */
  readonly follow: (next: FollowUp) => void
}

export type FollowUp = {
  readonly kind: string
  readonly afterMs: number
  readonly who?: string
  readonly about?: Readonly<Record<string, string>>
}

/** Does the act through the product. Answers the outcome in a word, without an id of the database. */
export type Handler = (scene: Scene) => Promise<string>

export function breakPromise(world: World, promise: string, detail: string): void {
  const key = causeOf({ promise, detail })
  if (!world.broken.has(key)) world.broken.set(key, { promise, detail, at: world.clock.now })
}

export function personOf(world: World, name: string): Person {
  const person = world.people.find((one) => one.name === name)
  if (!person) throw new Error(`${name} is no customer`)
  return person
}

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => count * 3_600_000
export const days = (count: number) => count * 86_400_000
