import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  endOtherOffers,
  listOfferOwners,
  replaceChannels,
  upsertOffer,
  upsertPackage,
} from "@/db/queries/catalogue"
import { readCatalogue } from "@/db/queries/catalogue-contents"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import { type CatalogueFile, catalogueFile } from "@/lib/domain/packages/catalogue.schema"
import { changedRates, rateWords, replaceFutureRates } from "./apply-vat-rates"

type Counts = {
  readonly packages: number
  readonly offers: number
  /** Other offers, taken off sale. */
  readonly ended: number
  /** VAT rates that had not begun and that the file leaves out. */
  readonly withdrawnRates: number
}

type Imported =
  | ({ readonly ok: true } & Counts)
  | { readonly ok: false; readonly problems: readonly string[] }

type CatalogueOptions = {
  readonly isDemo: boolean
  /** If given, nothing is written; it is called with each change that the file would make. */
  readonly onChange?: ((change: string) => void) | undefined
}

/** Rolls a dry run back; caught in this file. */
class DryRun extends Error {
  constructor(readonly counts: Counts) {
    super()
  }
}

/**
 * Replaces the catalogue by a file, which is checked whole and applied whole. Offers that it does not name go
 * off sale, and VAT rates that it does not name are withdrawn if they have not begun. Bought packages keep
 * running, and orders keep their prices. The same file again changes nothing. `isDemo` adds demonstration
 * packages beside the operator's own, and neither ends an offer nor touches a rate.
 */
export async function importCatalogue(
  app: Pick<App, "db" | "now" | "operatorName">,
  content: unknown,
  { isDemo, onChange }: CatalogueOptions,
): Promise<Imported> {
  const parsed = catalogueFile.safeParse(content)
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => `${written(path)}: ${message}`),
    }
  }
  const client = operator(app)
  const now = app.now()
  const imported = app.db.transaction(async (tx): Promise<Imported> => {
    const changed = await changedRates(tx, parsed.data.vatRates, now)
    const problems = [...(await soldDifferently(tx, parsed.data)), ...changed]
    if (problems.length > 0) return { ok: false, problems }
    const before = onChange && (await readCatalogue(tx, now))
    const { withdrawn, ...applied } = await apply(tx, parsed.data, { isDemo, now })
    if (onChange && before) {
      for (const change of differences(before, await readCatalogue(tx, now))) onChange(change)
      throw new DryRun(applied)
    }
    const numbers = Object.entries(applied).map(([name, count]) => [name, String(count)])
    const detail = {
      ...{ file: "catalogue", ...Object.fromEntries(numbers) },
      ...(withdrawn.length > 0 && { withdrawn: withdrawn.map(rateWords).join(", ") }),
    }
    await recordEvent(tx, { kind: "file-imported", customerId: null, client, detail }, now)
    return { ok: true, ...applied }
  })
  return imported.catch((error: unknown) => {
    if (error instanceof DryRun) return { ok: true, ...error.counts }
    throw error
  })
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const gone = [...before].filter(([what]) => !after.has(what))
  const changed = [...after].flatMap(([what, now]) => {
    const was = before.get(what)
    if (was === now) return []
    return [was === undefined ? `${what}: new, ${now}` : `${what}: ${now} (was ${was})`]
  })
  return [...changed, ...gone.map(([what, was]) => `${what}: withdrawn (was ${was})`)]
}

/** An offer keeps its package and months for ever; only its price and validity may change. */
async function soldDifferently(tx: DbOrTx, { packages }: CatalogueFile): Promise<string[]> {
  const named = packages.flatMap(({ code: packageCode, offers }) =>
    offers.map((offer) => ({ ...offer, packageCode })),
  )
  const owners = await listOfferOwners(
    tx,
    named.map(({ code }) => code),
  )
  const stored = new Map(owners.map((owner) => [owner.code, owner]))
  return named.flatMap(({ code, months, packageCode }) => {
    const before = stored.get(code)
    if (!before || (before.months === months && before.packageCode === packageCode)) return []
    return [
      `offer ${code}: was sold as ${before.packageCode} for ${before.months} months; give the new one another code`,
    ]
  })
}

async function apply(tx: DbOrTx, file: CatalogueFile, { isDemo, now }: { isDemo: boolean; now: Date }) {
  const withdrawn = isDemo ? [] : await replaceFutureRates(tx, file.vatRates, now)
  const kept: string[] = []
  for (const [position, { code, name, description = "", channels, offers }] of file.packages.entries()) {
    const packageId = await upsertPackage(tx, { code, name, description, position, isDemo })
    if (!packageId) continue
    await replaceChannels(tx, packageId, channels)
    for (const { validFrom, validUntil, ...offer } of offers) {
      await upsertOffer(tx, { ...offer, packageId, validFrom, validUntil }, now)
      kept.push(offer.code)
    }
  }
  const ended = isDemo ? 0 : await endOtherOffers(tx, kept, now)
  const counts = { packages: file.packages.length, offers: kept.length, ended }
  return { ...counts, withdrawnRates: withdrawn.length, withdrawn }
}

/** A place in the file: "packages[1].offers[0].priceBani". */
const written = (path: readonly PropertyKey[]) =>
  path.length === 0
    ? "the file"
    : path
        .map((part, at) => (typeof part === "number" ? `[${part}]` : `${at > 0 ? "." : ""}${String(part)}`))
        .join("")
