/** An expected outcome of a use case: the value, or the reason it was refused. Bugs throw instead. */
export type Result<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason }

export function ok(): { readonly ok: true; readonly value: undefined }
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value }
export function ok<Value>(value?: Value) {
  return { ok: true as const, value }
}

export function refuse<Reason extends string>(
  reason: Reason,
): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason }
}

/** Ends a switch over a union: a new member fails to compile here. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`)
}
