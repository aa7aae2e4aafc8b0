import type { Handler } from "../world/world"
import {
  addCard,
  changeReminders,
  close,
  confirmAddress,
  giveCardAway,
  look,
  mailboxBreaks,
  mailboxMended,
  newAddress,
  trust,
} from "./account"
import { cancel, lookAtOrders, order, payAgain, shop } from "./buying"
import { blockCard, changePrices, changeVat, importPeriods, sellAtCounter, unblockCard } from "./imports"
import { alertsJob, cleanupJob, entitlementsJob, outboxJob, paymentsJob } from "./jobs"
import {
  callAboutPicture,
  cardBreaks,
  refundByOperator,
  releaseCard,
  replaceCard,
  workLists,
} from "./operator"
import { activate, move, strangerTries, withdrawFromOrder } from "./packages"
import { atPage, back, transferComes, transferFails } from "./paying"
import { resendWebhook } from "./resend-news"
import {
  disputeLost,
  disputeOpens,
  disputeWon,
  goodwill,
  refundSettles,
  stripeClosesPage,
  stripeWebhook,
} from "./stripe-news"

/** Every act by its kind. */
export const handlers: Readonly<Record<string, Handler>> = {
  look,
  shop,
  order,
  cancel,
  "look-at-orders": lookAtOrders,
  "pay-again": payAgain,
  "at-page": atPage,
  back,
  "transfer-comes": transferComes,
  "transfer-fails": transferFails,
  activate,
  move,
  withdraw: withdrawFromOrder,
  "change-reminders": changeReminders,
  "mailbox-breaks": mailboxBreaks,
  "mailbox-mended": mailboxMended,
  "trust-address": trust,
  "new-address": newAddress,
  "confirm-address": confirmAddress,
  "add-card": addCard,
  "give-card-away": giveCardAway,
  "close-account": close,
  "stranger-tries": strangerTries,
  "work-lists": workLists,
  "refund-order": refundByOperator,
  "call-about-picture": callAboutPicture,
  "card-breaks": cardBreaks,
  "replace-card": replaceCard,
  "release-card": releaseCard,
  "import-periods": importPeriods,
  "gateway-sale": sellAtCounter,
  "block-card": blockCard,
  "unblock-card": unblockCard,
  "change-prices": changePrices,
  "change-vat": changeVat,
  goodwill,
  "dispute-opens": disputeOpens,
  "dispute-lost": disputeLost,
  "dispute-won": disputeWon,
  "refund-settles": refundSettles,
  "stripe-webhook": stripeWebhook,
  "stripe-closes-page": stripeClosesPage,
  "resend-webhook": resendWebhook,
  "job-payments": paymentsJob,
  "job-entitlements": entitlementsJob,
  "job-alerts": alertsJob,
  "job-outbox": outboxJob,
  "job-cleanup": cleanupJob,
}
