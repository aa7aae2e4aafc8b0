import type { App } from "@/lib/app"
import { formatLei } from "@/lib/domain/money/money"
import { repeatedWithdrawals } from "@/lib/domain/money/withdrawal"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { listRepeatedWithdrawals } from "@/lib/orders/withdrawal/list-repeated-withdrawals"
import { listUninformedRests } from "@/lib/orders/withdrawal/list-uninformed-rests"
import { print } from "../print"
import type { Refused } from "./refused"

export async function runWithdrawals(app: App, words: readonly string[]): Promise<Refused> {
  if (words.length > 0) return "usage"
  const customers = await listRepeatedWithdrawals(app)
  const { orders: atLeast, days } = repeatedWithdrawals
  if (customers.length === 0) print(`No customer undid ${atLeast} whole orders in ${days} days.`)
  for (const { customerId, email, orders, refundBani, lastAt } of customers) {
    const undone = `${orders} whole orders in ${days} days, ${formatLei(refundBani)}`
    print(`${customerId}  ${email ?? "account closed"}  ${undone}, the last on ${formatInstant(lastAt)}`)
  }
  await printUninformed(app)
  return undefined
}

async function printUninformed(app: App): Promise<void> {
  const rests = await listUninformedRests(app)
  if (rests.length === 0) print("No customer who was not informed has money to get back.")
  for (const { orderNumber, email, lastAt, priceBani, returnedBani, providerPaymentId } of rests) {
    const owed = `owed ${formatLei(priceBani - returnedBani)} of ${formatLei(priceBani)}, payment ${providerPaymentId}`
    print(
      `order ${orderNumber}  ${email ?? "account closed"}  not informed, withdrew on ${formatInstant(lastAt)}`,
      owed,
    )
  }
}
