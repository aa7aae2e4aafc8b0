/**
 * `npm run export -- invoices --from 2026-11-01 --to 2026-11-30 [--out FOLDER]`: writes the invoices and
 * stornos of those days (in Bucharest, both included) as invoices.csv, their lines as invoice-lines.csv and
 * one JSON file each in the terms of EN 16931. Uses DATABASE_URL, or else the database of the `npm start`
 * that runs here.
 */
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { finished } from "node:stream/promises"
import { parseArgs } from "node:util"
import { stringify } from "csv-stringify"
import { closeApp, storageApp } from "@/lib/app-context"
import { en16931 } from "@/lib/domain/money/en16931"
import type { InvoiceDocument } from "@/lib/domain/money/invoice"
import {
  invoiceLineColumns,
  invoiceLineRows,
  invoiceRow,
  invoiceRowColumns,
} from "@/lib/domain/money/invoice-row"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import { parseDay } from "@/lib/domain/time/civil-date"
import { exportInvoices } from "@/lib/orders/invoice/export-invoices"
import { adoptRunningEnvironment } from "@/scripts/lib/running-environment"
import { fail } from "./fail"
import { print } from "./print"
import { runCommand } from "./run-command"

const usage = "Usage: npm run export -- invoices --from 2026-11-01 --to 2026-11-30 [--out FOLDER]"

await runCommand(main)

async function main(operatorName: OperatorName): Promise<number> {
  const options = { from: { type: "string" }, to: { type: "string" }, out: { type: "string" } } as const
  const { positionals, values } = parseArgs({ allowPositionals: true, options })
  const [firstDay, lastDay] = [parseDay(values.from ?? ""), parseDay(values.to ?? "")]
  if (positionals.join(" ") !== "invoices" || !firstDay || !lastDay || lastDay < firstDay) return fail(usage)
  adoptRunningEnvironment()
  const url = process.env.DATABASE_URL
  if (!url) return fail("Set DATABASE_URL, or start the product with npm start.")
  const folder = resolve(process.env.INIT_CWD ?? ".", values.out ?? `invoices-${firstDay}-${lastDay}`)
  const app = storageApp(url, operatorName)
  try {
    const written = await writeInvoices(exportInvoices(app, { firstDay, lastDay }), folder)
    print(`${written} invoices written to ${folder}`)
    return 0
  } finally {
    await closeApp(app)
  }
}

async function writeInvoices(invoices: AsyncIterable<InvoiceDocument>, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const table = openTable(join(folder, "invoices.csv"), invoiceRowColumns)
  const lines = openTable(join(folder, "invoice-lines.csv"), invoiceLineColumns)
  let written = 0
  for await (const invoice of invoices) {
    await table.write(invoiceRow(invoice))
    for (const row of invoiceLineRows(invoice)) await lines.write(row)
    const json = JSON.stringify(en16931(invoice), null, 2)
    writeFileSync(join(folder, `${invoice.series}-${invoice.number}.json`), `${json}\n`)
    written += 1
    if (written % 1_000 === 0) print(`${written} invoices …`)
  }
  await table.close()
  await lines.close()
  return written
}

/** A CSV file with a header line. Writing waits while the disk is slower. */
function openTable(path: string, columns: readonly string[]) {
  const table = stringify({ header: true, columns: [...columns] })
  const file = table.pipe(createWriteStream(path))
  return {
    async write(row: Record<string, string>): Promise<void> {
      if (!table.write(row)) await new Promise((drained) => table.once("drain", drained))
    },
    async close(): Promise<void> {
      table.end()
      await finished(file)
    },
  }
}
