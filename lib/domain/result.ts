/** The result of a use case: a value, or the reason of an expected refusal. Bugs throw. */
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

/** The last case of a switch over a union. A new member of the union is a compile error here. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`)
}
