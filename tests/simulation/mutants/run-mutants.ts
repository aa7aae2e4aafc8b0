import { execFileSync } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import { createPool, type Pool } from "../run/pool"
import type { Store } from "../run/store"
import { causeOf } from "../world/cause"
import { mailMutants } from "./mail"
import { moneyMutants } from "./money"
import { type Mutant, patched } from "./mutant"
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

/**
 * Puts each fault back in a copy of the tree and runs seeds until one breaks a promise that the code without
 * the fault keeps on the same seeds. Answers whether each was caught.
 */
export async function runMutants(options: Options, print: Print): Promise<boolean> {
  const { store, workers, wanted = "", days } = options
  const plain = createPool(store, workers, process.cwd())
  const known = new Map<number, readonly string[]>()
  const causesOf = async (seed: number) => {
    const found = known.get(seed) ?? causes(await plain.run({ seed, days, keepGoing: true }))
    known.set(seed, found)
    return found
  }
  let missed = 0
  for (const mutant of mutants.filter(({ name }) => name.includes(wanted))) {
    const began = performance.now()
    const caught = await hunt(mutant, { ...options, causesOf })
    missed += caught ? 0 : 1
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    print(
      `| ${mutant.name} | ${caught ? `${caught.seed} | ${caught.cause}` : "– | not caught"} | ${seconds} s |`,
    )
  }
  plain.close()
  return missed === 0
}

const causes = ({ broken }: Awaited<ReturnType<Pool["run"]>>) => broken.map(causeOf)

type Hunt = Options & { readonly causesOf: (seed: number) => Promise<readonly string[]> }

async function hunt(mutant: Mutant, { store, workers, seeds, days, causesOf }: Hunt) {
  const root = copyTree(mutant)
  const pool = createPool(store, workers, root)
  let next = 1
  let caught: { seed: number; cause: string } | undefined
  async function work(): Promise<void> {
    while (!caught && next <= seeds) {
      const seed = next
      next += 1
      const known = await causesOf(seed)
      const cause = causes(await pool.run({ seed, days, known })).find((one) => !known.includes(one))
      if (cause) caught ??= { seed, cause }
    }
  }
  try {
    await Promise.all(Array.from({ length: workers }, work))
  } finally {
    pool.close()
    rmSync(root, { recursive: true, force: true })
  }
  return caught
}

/** The tracked files with the patch in one of them, and the same packages. */
function copyTree(mutant: Mutant): string {
  const root = temporaryFolder("focus-sat-mutant-")
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
  for (const file of listed
    .toString()
    .split("\n")
    .filter((one) => /\.(?:ts|tsx|json|txt|sql|ttf|woff2?)$/.test(one))) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(file, join(root, file))
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"))
  writeFileSync(join(root, mutant.file), patched(mutant, readFileSync(mutant.file, "utf8")))
  return root
}
