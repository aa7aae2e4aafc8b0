import type { App } from "@/lib/app"
import type { TestApp } from "./test-app"

/** The App without a second try of a transaction: a deadlock fails the test. */
export function withoutRetry({ app }: Pick<TestApp, "app">): App {
  const db = Object.create(app.db) as App["db"]
  db.transaction = (run) => app.db._.session.transaction(run)
  return { ...app, db }
}
