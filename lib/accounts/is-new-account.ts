import "server-only"
import type { App } from "@/lib/app"
import { later, minuteMs, newAccountMinutes } from "@/lib/domain/time/lifetimes"

/** Whether the account was confirmed a moment ago: its pages then say whose it is. */
export const isNewAccount = (app: App, { customerSince }: { readonly customerSince: Date }): boolean =>
  customerSince > later(app.now(), -newAccountMinutes * minuteMs)
