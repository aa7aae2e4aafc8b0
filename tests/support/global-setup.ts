import { randomBytes } from "node:crypto"
import type { TestProject } from "vitest/node"
import { migrateDatabase } from "@/db/migrate"
import { createDatabase, createProductRole } from "@/scripts/lib/databases"
import { startPostgres } from "@/scripts/lib/postgres"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import { startGatewayStandIn } from "@/stand-ins/gateway/stand-in"
import { startMailStandIn } from "@/stand-ins/resend/stand-in"
import { startPaymentStandIn } from "@/stand-ins/stripe/stand-in"
import { testEnvironment } from "./environment"
import { templateDatabase } from "./template-database"

/** For the whole run: a PostgreSQL with a migrated database to copy, and the three stand-ins. */
export async function setup(project: TestProject) {
  const server = await startPostgres({
    folder: temporaryFolder("focus-sat-test-"),
    password: randomBytes(16).toString("hex"),
    temporary: true,
  })
  const mail = await startMailStandIn({ port: 0 })
  const payments = await startPaymentStandIn({ port: 0, isTimed: false })
  const gateway = await startGatewayStandIn({ port: 0, secret: testEnvironment.ENTITLEMENT_SECRET })
  stop = () => Promise.all([server.stop(), mail.close(), payments.close(), gateway.close()])
  await createDatabase(server.url("postgres"), templateDatabase)
  await migrateDatabase(server.url(templateDatabase))
  const productUrl = await createProductRole(server.url(templateDatabase))
  project.provide("serverUrl", server.url("postgres"))
  project.provide("productUrl", productUrl)
  project.provide("mailUrl", mail.url)
  project.provide("paymentsUrl", payments.url)
  project.provide("gatewayUrl", gateway.url)
}

let stop = async (): Promise<unknown> => undefined
/** Runs after a failed setup too. */
export const teardown = () => stop()

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string
    /** In the role that runs the product. */
    productUrl: string
    mailUrl: string
    paymentsUrl: string
    gatewayUrl: string
  }
}
