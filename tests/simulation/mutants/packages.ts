import type { Mutant } from "./mutant"

const deliver = "lib/subscriptions/deliver-commands.ts"
const replaceCard = "lib/smartcards/replace-smartcard.ts"

export const packageMutants: readonly Mutant[] = [
  {
    name: "a refunded package stays open",
    file: "lib/orders/refund/refund-subscriptions.ts",
    find: "startsAt && endsAt ? [{",
    replace: "startsAt && endsAt && endsAt < now ? [{",
  },
  {
    name: "an activation without its command",
    file: "lib/subscriptions/activate.ts",
    find: `await insertCommands(tx, [{ subscriptionId: id, type: "grant", serial, packageCode, ...period }], now)`,
    replace: `await insertCommands(tx, [], now)`,
  },
  {
    name: "a refused first grant is not given back",
    file: deliver,
    find: `type === "grant" &&\n      !(await wasGranted`,
    replace: `type === "refresh" &&\n      !(await wasGranted`,
  },
  {
    name: "a refused grant is given back although one was acknowledged",
    file: deliver,
    find: "!(await wasGranted(tx, subscriptionId)) &&",
    replace: "(await wasGranted(tx, subscriptionId)) !== null &&",
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
    name: "commands of one subscription overtake each other",
    file: "db/queries/entitlement-commands.ts",
    find: "notExists(waitsForEarlier),",
    replace: "or(notExists(waitsForEarlier), lte(entitlementCommands.createdAt, now)),",
  },
  {
    name: "a replaced card stays open",
    file: replaceCard,
    find: `{ ...period, type: "revoke", serial: from },`,
    replace: "",
  },
  {
    name: "nothing is opened on the new card",
    file: replaceCard,
    find: `{ ...period, type: "grant", serial: to },`,
    replace: "",
  },
  {
    name: "withdrawal gives everything back",
    file: "lib/domain/money/withdrawal.ts",
    find: "refundBani: priceBani - Math.floor((priceBani * days) / ofDays)",
    replace: "refundBani: priceBani",
  },
  {
    name: "withdrawal keeps a day too many",
    file: "lib/domain/money/withdrawal.ts",
    find: "daysBetween(firstDay, bucharestDate(now)) + 1, ofDays)",
    replace: "daysBetween(firstDay, bucharestDate(now)) + 2, ofDays)",
  },
]
