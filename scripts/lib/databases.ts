import { randomBytes } from "node:crypto"
import { join } from "node:path"
import postgres from "postgres"

/** Whether a server answers at this address. */
export async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end()
  }
}

/** Does nothing when the database exists. Copying a migrated `template` is faster than migrating. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${name}`
    if (!existing) await sql`create database ${sql(name)} template ${sql(template ?? "template1")}`
  } finally {
    await sql.end()
  }
}

/**
 * Creates the role that runs the product in production: it reads and writes, and owns nothing
 * (db/product-role.sql). Returns the address of the database for this role.
 */
export async function createProductRole(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl)
  url.username = "focus_sat_product"
  url.password = randomBytes(16).toString("hex")
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`create role ${url.username} login password '${url.password}'`)
    await sql.file(join(import.meta.dirname, "../../db/product-role.sql"))
  } finally {
    await sql.end()
  }
  return url.href
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`drop database if exists ${sql(name)} with (force)`
  } finally {
    await sql.end()
  }
}
