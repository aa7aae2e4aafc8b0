import { hours, type Scene } from "./world"

const repeats = [0.1, 1, 2, 4, 8, 16, 24].map(hours)

/** A vendor that gets no 200 asks again, for some days. */
export function repeatWebhook({ act, follow }: Scene): void {
  const tries = Number(act.about["tries"] ?? 0)
  const afterMs = repeats[tries]
  if (afterMs === undefined) return
  follow({ kind: act.kind, afterMs, who: act.who, about: { ...act.about, tries: String(tries + 1) } })
}
