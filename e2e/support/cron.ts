import { environment } from "./environment"

type Counts = Record<"enqueued" | "sent" | "retried" | "skipped" | "failed" | "left", number>

/** Calls a cron job over HTTP, as the scheduler does. */
export async function callCron(job: string): Promise<{ status: number; counts: Counts }> {
  const answer = await fetch(`${environment.baseUrl}/api/cron/${job}`, {
    headers: { authorization: `Bearer ${environment.cronSecret}` },
  })
  return { status: answer.status, counts: await answer.json() }
}
