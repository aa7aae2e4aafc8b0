import { expect, test } from "vitest"
import { orderPaths, paths } from "@/lib/paths"
import { signInReason } from "./sign-in-reason"

test("sign-in says what a page behind it is for", () => {
  expect(signInReason(orderPaths.renew("1", "familia-1"))).toMatch(/reînnoiești/)
  expect(signInReason(orderPaths.choose("familia-1"))).toMatch(/comanzi/)
  expect(signInReason(orderPaths.confirm)).toMatch(/termini comanda/)
  expect(signInReason(paths.emailChange("x"))).toMatch(/confirmi adresa/)
  expect(signInReason(orderPaths.activation("x"))).toMatch(/activezi/)
  expect(signInReason(orderPaths.one("x"))).toMatch(/comenzile/)
})

test("the first page of the account needs no reason, nor does an address that none knows", () => {
  for (const path of [paths.account, "/cont?pagina=2", "/", "/cont/nimic"]) {
    expect(signInReason(path), path).toBeNull()
  }
})
