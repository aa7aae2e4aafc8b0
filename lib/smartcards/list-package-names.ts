import "server-only"
import { listPackageCodes } from "@/db/queries/packages"
import type { App } from "@/lib/app"

/** Code and name of every package, on sale or not: any of them may have run on a card. */
export const listPackageNames = async ({ db }: App): Promise<(readonly [code: string, name: string])[]> =>
  (await listPackageCodes(db)).map(({ code, name }) => [code, name] as const)
