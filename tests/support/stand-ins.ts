import { z } from "zod"
import type { Card, GatewayMode } from "@/stand-ins/gateway/cards"
import type { Fault } from "@/stand-ins/resend/faults"

const receivedMails = z.array(
  z.object({
    id: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.record(z.string(), z.string()),
    attachments: z.array(z.object({ filename: z.string(), content: z.string() })).default([]),
  }),
)
export type ReceivedMail = z.output<typeof receivedMails>[number]

/** The mail stand-in; each API key has its own mailbox and faults. */
export function mailStandIn(url: string, apiKey: string) {
  async function read(query: string): Promise<ReceivedMail[]> {
    const answer = await fetch(`${url}/_mails?key=${apiKey}${query}`)
    return receivedMails.parse(await answer.json())
  }
  return {
    /** The accepted mails to an address, oldest first. */
    to: (address: string) => read(`&to=${encodeURIComponent(address)}`),
    all: () => read(""),
    /** Makes the next request fail, or the next `times` requests. */
    async fail(fault: Pick<Fault, "kind"> & Partial<Fault>): Promise<void> {
      await post(`${url}/_faults`, JSON.stringify({ ...fault, apiKey }))
    },
    /** Removes the faults that no request has met. */
    async mend(): Promise<void> {
      await fetch(`${url}/_faults?key=${apiKey}`, { method: "DELETE" })
    },
  }
}

/** The payment stand-in. */
export const paymentStandIn = (url: string) => ({
  /**
   * Makes something happen: `_settle/<session>/fail`, `_refunds/<session>/pending`,
   * `_webhooks/<session>/never`, `_pay/<session>/pay?amount=1`.
   */
  tell: (path: string) => post(`${url}/${path}`),
})

/** The stand-in of the gateway that opens and closes packages on cards. */
export const gatewayStandIn = (url: string) => ({
  /** How it answers commands for one card from now on. */
  setMode: (mode: GatewayMode, serial: string) => post(`${url}/_mode/${mode}/${serial}`),
  /** The commands it has taken for a card, and what the card may decode. */
  async card(serial: string): Promise<Card> {
    return (await fetch(`${url}/_cards/${serial}`)).json()
  },
})

async function post(url: string, body: string | null = null): Promise<void> {
  const answer = await fetch(url, { method: "POST", body })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}
