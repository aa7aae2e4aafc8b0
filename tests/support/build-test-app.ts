import type { App } from "@/lib/app"
import { parseOperatorName } from "@/lib/domain/people/operator-name"
import { deadlineOn } from "@/lib/runtime/deadline"
import { purposeKeys } from "@/lib/runtime/purpose-keys"
import { testEnvironment } from "./environment"
import { testSeller } from "./seller"

type Parts = Pick<App, "db" | "now"> & {
  readonly appUrl?: string
  /** That of running servers, so that their limits and those of this App are the same. */
  readonly authSecret?: string
  readonly unsolicitedMailsPerHour?: number
  readonly mail?: Omit<App["mail"], "context">
  readonly payments?: Partial<App["payments"]>
  readonly entitlements?: App["entitlements"]
}

/** An App with the given parts. A call to a part that was not given throws. */
export const buildTestApp = ({ db, now, mail, payments, entitlements, ...parts }: Parts): App => ({
  db,
  now,
  // So many that only a test of this budget meets it.
  unsolicitedMailsPerHour: parts.unsolicitedMailsPerHour ?? 100_000,
  operatorName: parseOperatorName(testEnvironment.OPERATOR_NAME) ?? undefined,
  deadline: deadlineOn(now),
  secrets: {
    unsubscribe: {
      keys: purposeKeys([testEnvironment.AUTH_SECRET], "unsubscribe"),
      ofEarlierVersions: [testEnvironment.AUTH_SECRET],
    },
    limits: purposeKeys([parts.authSecret ?? testEnvironment.AUTH_SECRET], "limits")[0],
    calendar: purposeKeys([parts.authSecret ?? testEnvironment.AUTH_SECRET], "calendar"),
  },
  mail: {
    ...(mail ?? { send: notGiven, readEvent: notGiven }),
    context: {
      appUrl: parts.appUrl ?? testEnvironment.APP_URL,
      from: testEnvironment.MAIL_FROM,
      seller: testSeller,
    },
  },
  payments: {
    start: notGiven,
    fetch: notGiven,
    expire: notGiven,
    fetchRefundsAndDisputes: notGiven,
    refund: notGiven,
    listEvents: notGiven,
    readEvent: notGiven,
    ...payments,
  },
  entitlements: entitlements ?? { send: notGiven },
})

function notGiven(): never {
  throw new Error("This test app was built without that part")
}
