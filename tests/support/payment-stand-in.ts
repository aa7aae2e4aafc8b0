/**
 * Makes something happen at the payment stand-in: `_pay/<session>/pay`, `_settle/<session>/fail`,
 * `_refunds/<session>/pending`, `_webhooks/<session>/never`.
 */
export async function postToPaymentStandIn(url: string, path: string): Promise<void> {
  const answer = await fetch(`${url}/${path}`, { method: "POST" })
  if (!answer.ok) throw new Error(`The payment stand-in answered ${answer.status} to ${path}`)
}
