import "server-only"
import type { App } from "@/lib/app"
import { later, minuteMs, newAccountMinutes } from "@/lib/domain/time/lifetimes"

/** Whether the account was confirmed a moment ago: its pages then name the account's holder. */
export const isNewAccount = (app: App, { customerSince }: { readonly customerSince: Date }): boolean =>
  customerSince > later(app.now(), -newAccountMinutes * minuteMs)
