import type postgres from "postgres"
import type { App } from "@/lib/app"
import { buildTestApp } from "@/tests/support/build-test-app"
import { sendMailWebhook } from "../acts/resend-news"
import { expectRefund, sendWebhook } from "../acts/stripe-news"
import { createAgenda } from "../core/agenda"
import { createEventLog } from "../core/event-log"
import { createFaultyDb } from "../core/faulty-db"
import { randomOf } from "../core/random"
import { drawSpells, type Spell, spellAt } from "../core/weather"
import { createGatewayModel, type GatewayModel } from "../vendors/gateway-model"
import { gatewayPort } from "../vendors/gateway-port"
import { mailPort } from "../vendors/mail-port"
import { paymentPort } from "../vendors/payment-port"
import { createResendModel, type ResendModel } from "../vendors/resend-model"
import type { StripeEvent } from "../vendors/stripe-events"
import { createStripeModel, type StripeModel } from "../vendors/stripe-model"
import { firstCatalogue } from "./catalogue"
import { currentScene, passTime } from "./step"
import type { Mailbox, World } from "./world"

export type WorldOptions = {
  readonly seed: number
  readonly databaseUrl: string
  readonly start: number
  readonly until: number
  readonly sql: postgres.Sql
  readonly dropped: ReadonlySet<string>
}

type Core = Pick<World, "clock" | "random" | "mailboxes" | "brokenCards"> & { faults: boolean }

export function createWorld(options: WorldOptions): World {
  const { seed, start, sql, dropped } = options
  const core: Core = {
    clock: { now: start },
    random: (label) => randomOf(seed, label),
    mailboxes: new Map<string, Mailbox[]>(),
    brokenCards: new Map(),
    faults: true,
  }
  const weather = drawWeather(core, options)
  const stripe = createStripe(core, weather.stripe)
  const resend = createResend(core, weather.resend)
  const gateway = createGateway(core, weather.gateway)
  const world: World = Object.assign(core, {
    ...{ seed, sql, dropped, stripe, resend, gateway },
    app: createApp(
      core,
      { stripe, resend, gateway },
      {
        url: options.databaseUrl,
        wait: (milliseconds) => passTime(world, milliseconds),
      },
    ),
    log: createEventLog(),
    agenda: createAgenda(),
    people: [],
    spareSerials: [],
    catalogue: firstCatalogue(),
    downUntil: 0,
    depth: 0,
    broken: new Map(),
    counts: { steps: 0, acts: 0, statements: 0 },
    done: [],
    isFair: (vendor: keyof typeof weather) => weather[vendor]() === "fair",
    alertRuns: [],
    resentByHand: new Set<string>(),
  })
  return world
}

type Vendors = { stripe: StripeModel; resend: ResendModel; gateway: GatewayModel }
type Surroundings = { readonly url: string; readonly wait: (milliseconds: number) => Promise<void> }

function createApp(core: Core, { stripe, resend, gateway }: Vendors, { url, wait }: Surroundings): App {
  let requests = 0
  /** Mostly half a second, now and then half a minute. */
  const latency = () => {
    requests += 1
    const random = core.random(`latency:${requests}`)
    if (!core.faults) return wait(200)
    return wait(random.chance(0.12) ? random.between(3_000, 29_000) : random.between(150, 900))
  }
  return buildTestApp({
    db: createFaultyDb(url, wait),
    now: () => new Date(core.clock.now),
    payments: paymentPort(stripe, latency),
    mail: mailPort(resend),
    entitlements: gatewayPort(gateway),
  })
}

function drawWeather(core: Core, { start, until }: WorldOptions) {
  const span = { from: start, until }
  const stripe = drawSpells(core.random("stripe"), span, {
    ...{ everyDays: 4, hours: [0.1, 40] },
    kinds: { down: 6, failing: 4, lossy: 2, denied: 1 },
  })
  const resend = drawSpells(core.random("resend"), span, {
    ...{ everyDays: 5, hours: [0.1, 60] },
    kinds: { down: 3, lossy: 2, limited: 1, quota: 2 },
  })
  const gateway = drawSpells(core.random("gateway"), span, {
    ...{ everyDays: 4, hours: [0.2, 70] },
    kinds: { down: 4, lossy: 1, refusing: 2 },
  })
  return {
    stripe: skyOf(core, stripe),
    resend: skyOf(core, resend),
    gateway: skyOf(core, gateway),
  }
}

const skyOf =
  <Kind extends string>(core: Core, spells: readonly Spell<Kind>[]) =>
  (): Kind | "fair" =>
    core.faults ? spellAt(spells, core.clock.now) : "fair"

const createStripe = (core: Core, weather: Parameters<typeof createStripeModel>[0]["weather"]) =>
  createStripeModel({
    now: () => core.clock.now,
    weather,
    randomOf: core.random,
    isKind: () => !core.faults,
    onOpened: ({ id: sessionId, expiresAt }) => {
      const afterMs = expiresAt - core.clock.now
      currentScene()?.follow({ kind: "stripe-closes-page", who: "stripe", afterMs, about: { sessionId } })
    },
    emit: (event: StripeEvent) => {
      const scene = currentScene()
      if (!scene) return
      sendWebhook(scene, event)
      if (event.type === "refund.created") expectRefund(scene, event.id.replace("evt_", ""))
    },
  })

const createResend = (core: Core, weather: Parameters<typeof createResendModel>[0]["weather"]) =>
  createResendModel({
    now: () => core.clock.now,
    weather,
    works: (address) => core.mailboxes.get(address)?.at(-1)?.works ?? true,
    emit: (news) => {
      const scene = currentScene()
      if (scene) sendMailWebhook(scene, news)
    },
    // A suppression list, a broken attachment: about one in eighty.
    loses: (nth) => core.faults && core.random(`lost mail:${nth}`).chance(0.012),
  })

const createGateway = (core: Core, weather: Parameters<typeof createGatewayModel>[0]["weather"]) =>
  createGatewayModel({
    now: () => core.clock.now,
    weather,
    randomOf: core.random,
    isBroken: (serial) => core.brokenCards.has(serial),
    closesWhole: core.random("kind of gateway").chance(0.5),
  })
