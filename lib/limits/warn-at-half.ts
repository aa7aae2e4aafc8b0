import "server-only"
import type { DbOrTx } from "@/db/client"
import { log } from "@/lib/runtime/log"
import { budgetOf } from "./budgets"
import { type Budget, hitLimits, type Limit, spentShare } from "./hit-limits"

/** Logs a warning, at most once an hour over all processes, while half of the budget or more is spent. */
export async function warnAtHalf(db: DbOrTx, limit: Limit & Budget, now: Date): Promise<void> {
  const share = await spentShare(db, limit, now)
  if (share < 0.5 || (await hitLimits(db, [budgetOf("alarm", limit.what)], now))) return
  log.warn({ budget: limit.what, spentPercent: Math.round(share * 100) }, "half of a budget is spent")
}
