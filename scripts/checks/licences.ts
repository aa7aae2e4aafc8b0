import { z } from "zod"

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
})

export type LicencedPackage = { readonly name: string; readonly version: string; readonly licence: string }

/** Read in the package itself: the lockfile has no licence of it. */
const stated: readonly (readonly [package_: RegExp, licence: string])[] = [
  [/^png-js$/, "MIT"],
  [/^@next\/swc-/, "MIT"],
]

/** What a production install can bring on any platform, by name. */
export function listProductionPackages(text: string): LicencedPackage[] {
  const { packages } = lockfile.parse(JSON.parse(text))
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version = "", license }]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)
      const read = stated.find(([package_]) => package_.test(name))?.[1]
      return { name, version, licence: license ?? read ?? "unknown" }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version, "en"))
}

/** Licences that ask for no more than to be named. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Public Domain",
  "Unlicense",
])

/** Licences that ask for more, and the packages that may have them. */
const allowedFor: Readonly<Record<string, RegExp>> = {
  // Data of browsers, used when building.
  "CC-BY-4.0": /^caniuse-lite$/,
  // A separate library that Next can use for images, and that this product does not use.
  "LGPL-3.0-or-later": /^@img\/sharp-/,
}

/** Packages with a licence that is neither allowed nor allowed for them. */
export const refusedLicences = (packages: readonly LicencedPackage[]): LicencedPackage[] =>
  packages.filter(({ name, licence }) =>
    licence
      .replace(/[()]/g, "")
      .split(/ (?:AND|OR) /)
      .some((one) => !allowed.has(one) && !allowedFor[one]?.test(name)),
  )
