import type { Mutant } from "./mutant"

const deliver = "lib/subscriptions/deliver-commands.ts"
const refuse = "lib/subscriptions/refuse-command.ts"
const replaceCard = "lib/smartcards/replace-smartcard.ts"

export const packageMutants: readonly Mutant[] = [
  {
    name: "a refunded package stays open",
    file: "lib/orders/refund/refund-subscriptions.ts",
    find: "endsAt > now ? [{",
    replace: "endsAt < startsAt ? [{",
  },
  {
    name: "an activation without its command",
    file: "lib/subscriptions/activate.ts",
    find: `await insertCommands(tx, [{ subscriptionId: id, type: "grant", card, packageCode, ...period }], now)`,
    replace: `await insertCommands(tx, [], now)`,
  },
  {
    name: "a refused first grant is not given back",
    file: refuse,
    find: `type === "grant" ? await findUnacknowledged`,
    replace: `type === "refresh" ? await findUnacknowledged`,
  },
  {
    name: "a refused grant is given back although one was acknowledged",
    file: "db/queries/activations.ts",
    find: `sql\`\${acknowledgedAt} is null\`,`,
    replace: "",
  },
  {
    name: "an unanswered command counts as acknowledged",
    file: deliver,
    find: `if (answer.kind === "away") {`,
    replace: `if (answer.kind === "away" && command.attempts < 2) {`,
  },
  {
    name: "an acknowledged command is never settled",
    file: deliver,
    find: `await settleCommand(app.db, { id: command.id, status: "acknowledged", detail: null }, now)`,
    replace: "",
  },
  {
    name: "commands of one card overtake each other",
    file: "db/queries/entitlement-commands.ts",
    find: "notExists(waitsForEarlier),",
    replace: "",
  },
  {
    name: "a replaced card stays open",
    file: replaceCard,
    find: `{ ...period, type: "revoke", card: from },`,
    replace: "",
  },
  {
    name: "nothing is opened on the new card",
    file: replaceCard,
    find: `{ ...period, type: "grant", card: to },`,
    replace: "",
  },
  {
    name: "withdrawal gives everything back",
    file: "lib/domain/money/withdrawal.ts",
    find: "refundBani: priceBani - Math.floor((priceBani * days) / ofDays)",
    replace: "refundBani: priceBani",
  },
  {
    name: "the withdrawal period ends a day early",
    file: "lib/domain/money/withdrawal.ts",
    find: "export const withdrawalDays = 14",
    replace: "export const withdrawalDays = 13",
  },
  {
    name: "the withdrawal period ends on a weekend",
    file: "lib/domain/money/withdrawal.ts",
    find: "workingDayFrom(addDays(bucharestDate(orderedAt), withdrawalDays))",
    replace: "addDays(bucharestDate(orderedAt), withdrawalDays)",
  },
  {
    name: "a package starts without the express request",
    file: "lib/subscriptions/activate.ts",
    find: "if (mustAsk && !isExpress) return needsExpress(bought)",
    replace: "",
  },
  {
    name: "withdrawal keeps a day too many",
    file: "lib/domain/money/withdrawal.ts",
    find: "bucharestDate(now)) + 1, ofDays)",
    replace: "bucharestDate(now)) + 2, ofDays)",
  },
  {
    name: "a queued period keeps its start",
    file: "lib/domain/packages/period-queue.ts",
    find: "if (one.months === null || one.startsAt <= now) return null",
    replace: "if (one.months !== 0 || one.startsAt <= now) return null",
  },
  {
    name: "an activation without an answer is never taken back",
    file: "lib/domain/packages/entitlement.ts",
    find: "takenBackAfterMs = dayMs",
    replace: "takenBackAfterMs = 30 * dayMs",
  },
  {
    name: "a command that is no longer true is sent",
    file: deliver,
    find: "if (!(await isStillTrue(app.db, command.id, app.now()))) {",
    replace: "if (!(await isStillTrue(app.db, command.id, app.now())) && command.attempts > 99) {",
  },
  {
    name: "days before the acknowledgement are paid",
    file: "lib/domain/money/withdrawal.ts",
    find: "acknowledgedAt > startsAt ? acknowledgedAt : startsAt",
    replace: "acknowledgedAt < startsAt ? acknowledgedAt : startsAt",
  },
  {
    name: "what stays on the card is not granted again",
    file: "lib/periods/grant-again.ts",
    find: "await insertCommands(tx, grants, now)",
    replace: "await insertCommands(tx, grants.slice(grants.length), now)",
  },
  {
    name: "an account closes with a paid package",
    file: "db/queries/subscription-lists.ts",
    find: `or(eq(subscriptions.status, "ready"), isUnacknowledged)`,
    replace: `and(eq(subscriptions.status, "ready"), isUnacknowledged)`,
  },
  {
    name: "an account closes with money on its way",
    file: "lib/accounts/close-account.ts",
    find: "if (hasPayment || !(await cancelOrdersWithoutPayment(tx, customerId, now)))",
    replace: "if (!(await cancelOrdersWithoutPayment(tx, customerId, now)) && now.getTime() < 0)",
  },
]
