import { DrizzleQueryError } from "drizzle-orm/errors"
import { expect, test } from "vitest"
import { describeError } from "./describe-error"

const token = "q3JzZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQtMTI"

test("a failed query is logged without its parameters", () => {
  const cause = Object.assign(new Error('duplicate key violates "customers_email_key"'), {
    code: "23505",
    detail: "Key (email)=(ana@example.ro) already exists.",
    parameters: ["ana@example.ro"],
  })
  const error = new DrizzleQueryError(
    "insert into customers values ($1, $2)",
    ["ana@example.ro", "$argon2id$x"],
    cause,
  )
  const logged = JSON.stringify(describeError(error))
  expect(logged).not.toMatch(/ana@example|argon2id/)
  expect(logged).toContain("insert into customers")
  expect(logged).toContain("23505")
  expect(logged).toContain("describe-error.test.ts")
})

test("a link token in a message is hidden", () => {
  expect(describeError(new Error(`bad link /activare/${token}`)).message).toBe("bad link /activare/[…]")
})

test("a thrown value that is not an error, and causes in a circle, are described", () => {
  expect(describeError("text")).toEqual({ name: "string", message: "text" })
  const circular = new Error("one")
  circular.cause = circular
  expect(describeError(circular).cause?.message).toBe("one")
})
