import type { App } from "@/lib/app"
import { deadlineOn } from "@/lib/runtime/deadline"

const seller = {
  name: "Vânzător de probă SRL",
  cui: "RO17030766",
  registerNumber: "J40/123/2020",
  address: "Strada Exemplului 1, Sector 1, București",
  phone: "021 000 00 00",
  email: "relatii@focussat.example",
}

type Parts = Pick<App, "db" | "now"> & {
  readonly appUrl?: string
  readonly mail?: Omit<App["mail"], "context">
  readonly payments?: Partial<App["payments"]>
}

/** The product with the doors that a worker of a drill or a benchmark goes through; at any other it fails. */
export const partialApp = ({ db, now, mail, payments, appUrl = "http://localhost:3000" }: Parts): App => ({
  db,
  now,
  deadline: deadlineOn(now),
  secrets: { unsubscribe: ["a-secret-of-partial-apps-0123456789abcdef"] },
  mail: {
    ...(mail ?? { send: closed, readEvent: closed }),
    context: { appUrl, from: "Focus Sat <cont@focussat.example>", seller },
  },
  payments: {
    ...{
      fetch: closed,
      start: closed,
      expire: closed,
      fetchRefundsAndDisputes: closed,
      refund: closed,
      readEvent: closed,
    },
    ...payments,
  },
  entitlements: { send: closed },
})

function closed(): never {
  throw new Error("This run has nothing to do at that door")
}
