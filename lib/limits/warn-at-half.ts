import "server-only"
import { log } from "@/lib/runtime/log"
import { budgetOf } from "./budgets"
import { type Budget, hitLimits, type Limit, type LimitApp, spentShare } from "./hit-limits"

/** Logs a warning, at most once an hour over all processes, while half of the budget or more is spent. */
export async function warnAtHalf(app: LimitApp, limit: Limit & Budget): Promise<void> {
  const share = await spentShare(app, limit)
  if (share < 0.5 || (await hitLimits(app, [budgetOf("alarm", limit.what)]))) return
  log.warn({ budget: limit.what, spentPercent: Math.round(share * 100) }, "half of a budget is spent")
}
