import { expect, test } from "vitest"
import { textFields } from "./text-fields"

test("only the first text value of each name is read", () => {
  const form = new FormData()
  form.append("email", "ana@exemplu.ro")
  form.append("email", "altcineva@exemplu.ro")
  form.append("file", new Blob(["x"]), "x.txt")
  form.append("$ACTION_ID_0", "")
  form.append("__proto__", "x")
  expect(Object.entries(textFields(form))).toEqual([["email", "ana@exemplu.ro"]])
})
