import { createDb, type Db } from "@/db/client"
import { countStep, currentProcess } from "./process"

type Sql = Db["$client"]
type Stall = (milliseconds: number) => Promise<void>

/**
 * The product's client on one connection. Before each statement the process that runs it may die; outside
 * transactions it may also wait while others act. One connection makes the order of statements the same in
 * every run of a seed.
 */
export function createFaultyDb(url: string, stall: Stall): Db {
  const db = createDb(url, { max: 1 })
  const { unsafe, begin } = db.$client
  const before = async () => {
    if (countStep()) await stall(currentProcess()?.stallMs ?? 0)
  }
  Object.assign(db.$client, {
    unsafe: (...statement: Parameters<Sql["unsafe"]>) =>
      isOfDriver(statement) ? unsafe(...statement) : lazy(before, () => unsafe(...prepared(statement))),
    async begin(run: (sql: Sql) => Promise<unknown>) {
      await before()
      const result = await begin((sql) => run(dying(sql as unknown as Sql)))
      // The process may also die after the commit, before it reads the answer.
      await before()
      return result
    },
  })
  return db
}

/** The BEGIN of a transaction comes from the driver itself. */
const isOfDriver = ([, , options]: Parameters<Sql["unsafe"]>) =>
  options !== undefined && "onexecute" in options

/** Planned once per connection instead of each time: a third of the time of a run. */
const prepared = ([query, parameters, options]: Parameters<Sql["unsafe"]>): Parameters<Sql["unsafe"]> => [
  query,
  parameters,
  { ...options, prepare: true },
]

/** The connection of a transaction. Its process dies between two statements, and never waits there. */
function dying(sql: Sql): Sql {
  const { unsafe } = sql
  const before = () => {
    countStep()
    return Promise.resolve()
  }
  return Object.assign(sql, {
    unsafe: (...statement: Parameters<Sql["unsafe"]>) => lazy(before, () => unsafe(...prepared(statement))),
  })
}

type Query = ReturnType<Sql["unsafe"]>

/** The two ways in which drizzle reads the answer of a statement. */
function lazy(before: () => Promise<void>, start: () => Query) {
  const rows = async () => {
    await before()
    return await start()
  }
  const values = async () => {
    await before()
    return await start().values()
  }
  // biome-ignore lint/suspicious/noThenProperty: a query of postgres.js is a thenable too
  return { then: (...hear: Parameters<Promise<unknown>["then"]>) => rows().then(...hear), values }
}
