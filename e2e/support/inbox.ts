import { environment } from "./environment"

type ReceivedMail = {
  readonly to: readonly string[]
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** Reads the mails that the provider accepted, through the provider's own API. */
export type Inbox = {
  /** The newest mail to the address whose subject matches. Waits up to a minute for it. */
  latestTo(address: string, subject: RegExp): Promise<ReceivedMail & { link(path: RegExp): string }>
  allTo(address: string): Promise<ReceivedMail[]>
  /** The provider reports an event of the newest mail to the address to the product. */
  tell(address: string, event: "bounced" | "complained" | "delivered"): Promise<void>
}

const patienceMs = 60_000

export const inbox: Inbox = {
  async latestTo(address, subject) {
    const deadline = Date.now() + patienceMs
    while (Date.now() < deadline) {
      const found = (await inbox.allTo(address)).find((mail) => subject.test(mail.subject))
      if (found) return { ...found, link: (path) => linkIn(found.html, path) }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const subjects = (await inbox.allTo(address)).map((mail) => mail.subject)
    throw new Error(
      `No mail to ${address} with subject ${subject} came; these did: ${subjects.join(" | ") || "none"}`,
    )
  },
  async allTo(address) {
    const listed = await read<{ data: { id: string; to: string[] }[] }>(
      `/emails?limit=100&to=${encodeURIComponent(address)}`,
    )
    const mine = listed.data.filter((mail) => mail.to.includes(address))
    return Promise.all(mine.map((mail) => read<ReceivedMail>(`/emails/${mail.id}`)))
  },
  async tell(address, event) {
    const { data } = await read<{ data: { id: string }[] }>(
      `/emails?limit=1&to=${encodeURIComponent(address)}`,
    )
    const answer = await fetch(`${environment.mailUrl}/inbox/${data[0]?.id}/event/${event}`, {
      method: "POST",
      redirect: "manual",
    })
    if (!answer.headers.get("location")?.endsWith("answer=200"))
      throw new Error(`The product did not accept the event: ${answer.status}`)
  },
}

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(environment.mailUrl + path, { headers: { authorization: "Bearer re_reader" } })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer.json()
}

function linkIn(html: string, path: RegExp): string {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"))
  const link = links.find((one) => path.test(one))
  if (!link) throw new Error(`No link like ${path} among ${links.join(" ")}`)
  return link
}
