import { expect, test } from "vitest"
import { saleMark } from "@/lib/domain/words/terms"
import { orderSchema } from "./checkout.schema"
import { lineField, textsField } from "./fields"

const id = "0197f0a8-0000-7000-8000-000000000001"
const form = { profile: id, checkout: id, [lineField(id, "familia-1")]: "4400", [textsField]: saleMark }

test("a page with other legal texts, or without any, orders nothing and asks to be loaded anew", () => {
  expect(orderSchema.safeParse(form).success).toBe(true)
  const { [textsField]: _shown, ...earlier } = form
  for (const fields of [earlier, { ...form, [textsField]: "2026-01-01 2026-01-01" }]) {
    const read = orderSchema.safeParse(fields)
    expect(read.error?.issues.map(({ message }) => message)).toEqual([
      "Pagina s-a schimbat de când ai deschis-o. Reîncarcă pagina și comandă din nou.",
    ])
  }
})
