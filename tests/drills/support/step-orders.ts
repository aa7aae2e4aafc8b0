/** What I do. `S` signs up, `R` asks for the link again, `L` signs in elsewhere, `C` confirms. */
const mine = ["SC", "SRC", "SLC", "SSC"]
/** What a stranger who knows only my address does, in this order: signs up, asks again, signs in. */
const theirs = ["s", "sr", "sl", "rs", "srl", "ss"]

/** One order of all acts: capitals are mine, small letters the stranger's. */
export type StepOrder = {
  readonly acts: string
  /** Where I open the link: in the browser that signed up, or in another one. */
  readonly confirmIn: "own" | "other"
  /** The stranger types my name and my phone too. */
  readonly isMimic: boolean
}

/** Every order in which the acts of both can come, each with both browsers; every second one with a mimic. */
export function allStepOrders(): StepOrder[] {
  const orders = mine.flatMap((one) => theirs.flatMap((other) => mergesOf(one, other)))
  return [...new Set(orders)].flatMap((acts, at) => [
    { acts, confirmIn: "own" as const, isMimic: at % 2 === 0 },
    { acts, confirmIn: "other" as const, isMimic: at % 2 === 1 },
  ])
}

function mergesOf(one: string, other: string): string[] {
  if (one === "" || other === "") return [one + other]
  return [
    ...mergesOf(one.slice(1), other).map((rest) => one.charAt(0) + rest),
    ...mergesOf(one, other.slice(1)).map((rest) => other.charAt(0) + rest),
  ]
}
