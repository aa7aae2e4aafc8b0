import { createPool, type Pool } from "../run/pool"
import type { Store } from "../run/store"
import { causeOf } from "../world/cause"
import { mailMutants } from "./mail"
import { moneyMutants } from "./money"
import type { Mutant } from "./mutant"
import { keep, keepCaught, keepTable, keptResults, readCaught, type Tried } from "./mutant-results"
import { copyTree, hashOfTree } from "./mutant-tree"
import { packageMutants } from "./packages"
import { timeMutants } from "./time"

type Print = (line: string) => void
type Options = {
  readonly store: Store
  readonly workers: number
  /** Part of the names to run; undefined: all. */
  readonly wanted: string | undefined
  readonly seeds: number
  readonly days: number
}

export const mutants = [...moneyMutants, ...packageMutants, ...mailMutants, ...timeMutants]

type Hunt = {
  readonly mutant: Mutant
  /** Seeds that are left; the one that caught it last comes first. */
  readonly left: number[]
  caught: Tried | undefined
  isRunning: boolean
}

/**
 * Puts each fault back in a copy of the tree and runs seeds until one breaks a promise that the code without
 * the fault keeps on the same seed: one seed of each mutant, then a second one of those that are left. Goes
 * on where an earlier run of the same code ended. Answers whether each was caught.
 */
export async function runMutants(options: Options, print: Print): Promise<boolean> {
  const { store, workers, wanted = "", days } = options
  const tree = hashOfTree()
  const kept = keptResults(tree, days)
  const hunts = mutants
    .filter(({ name }) => name.includes(wanted))
    .map((mutant) => huntOf(mutant, options, kept))
  const plain = createPool(store, workers, process.cwd())
  const causesOf = plainCauses(plain, { tree, days, kept })

  async function work(): Promise<void> {
    for (let hunt = nextOf(hunts); hunt; hunt = nextOf(hunts)) {
      const seed = hunt.left.shift() ?? 1
      hunt.isRunning = true
      const tried = await tryOn(hunt.mutant, { store, seed, tree, days, known: await causesOf(seed) })
      hunt.isRunning = false
      keep(tried)
      if (tried.causes.length === 0) continue
      hunt.caught = tried
      keepCaught(tried.name, tried.seed)
      print(rowOf(hunt))
    }
  }
  try {
    await Promise.all(Array.from({ length: workers }, work))
  } finally {
    plain.close()
  }
  const table = tableOf(hunts)
  keepTable(table)
  for (const line of table) print(line)
  return hunts.every(({ caught }) => caught)
}

function huntOf(mutant: Mutant, { seeds }: Options, kept: readonly Tried[]): Hunt {
  const tried = kept.filter(({ name }) => name === mutant.name)
  const last = readCaught()[mutant.name]
  const all = Array.from({ length: seeds }, (_, at) => at + 1)
  const inOrder = last === undefined ? all : [last, ...all.filter((seed) => seed !== last)]
  const left = inOrder.filter((seed) => !tried.some((one) => one.seed === seed))
  return { mutant, left, caught: tried.find(({ causes }) => causes.length > 0), isRunning: false }
}

/** The one with the most seeds left. */
const nextOf = (hunts: readonly Hunt[]): Hunt | undefined =>
  hunts
    .filter(({ caught, isRunning, left }) => !caught && !isRunning && left.length > 0)
    .toSorted((one, other) => other.left.length - one.left.length)[0]

type Plain = { readonly tree: string; readonly days: number; readonly kept: readonly Tried[] }

/** What the code itself breaks on a seed: asked once, for all mutants. */
function plainCauses(pool: Pool, { tree, days, kept }: Plain) {
  const known = new Map<number, Promise<readonly string[]>>()
  for (const { name, seed, causes } of kept) if (name === "") known.set(seed, Promise.resolve(causes))
  const ask = async (seed: number) => {
    const { broken, seconds } = await pool.run({ seed, days, keepGoing: true })
    const causes = broken.map(causeOf)
    keep({ tree, days, seed, name: "", causes, seconds })
    return causes
  }
  return (seed: number): Promise<readonly string[]> => {
    const asked = known.get(seed) ?? ask(seed)
    known.set(seed, asked)
    return asked
  }
}

type Try = Pick<Options, "store" | "days"> & {
  readonly seed: number
  readonly tree: string
  readonly known: readonly string[]
}

async function tryOn(mutant: Mutant, { store, seed, tree, days, known }: Try): Promise<Tried> {
  const { root, remove } = copyTree(mutant)
  const pool = createPool(store, 1, root)
  try {
    const { broken, seconds } = await pool.run({ seed, days, known })
    const cause = broken.map(causeOf).find((one) => !known.includes(one))
    return { tree, days, seed, name: mutant.name, causes: cause ? [cause] : [], seconds }
  } catch (error) {
    // A fault that ends the run itself.
    return {
      tree,
      days,
      seed,
      name: mutant.name,
      causes: [`ended: ${String(error).split("\n")[0]}`],
      seconds: 0,
    }
  } finally {
    pool.close()
    remove()
  }
}

const rowOf = ({ mutant, caught }: Hunt) =>
  `| ${mutant.name} | ${caught ? `${caught.causes[0]} | ${caught.seed}` : "not caught | –"} |`

const tableOf = (hunts: readonly Hunt[]) => [
  "| mutant | promise | seed |",
  "| - | - | - |",
  ...hunts.map(rowOf),
]
