import "server-only"
import {
  applySmartcards,
  createSmartcardStage,
  rejectContradictingSmartcards,
  stageSmartcards,
} from "@/db/queries/import-smartcards"
import {
  type ImportApp,
  type ImportKind,
  type ImportOptions,
  importLines,
} from "@/lib/bulk-import/import-lines"
import type { BadLine, ImportLine } from "@/lib/domain/import-result"
import { parseSerial } from "@/lib/domain/packages/serial"

export const smartcardColumns = ["serial", "status"] as const
type Column = (typeof smartcardColumns)[number]
type Lines = AsyncIterable<ImportLine<Column> | BadLine>

/** Updates the registry of issued cards: new cards, blocked ones and those back in service. */
export function importSmartcards(
  app: ImportApp,
  lines: Lines,
  options: ImportOptions & { readonly serialLength: number },
) {
  return importLines(app, { kind: smartcardFile(options.serialLength), lines }, options)
}

const smartcardFile = (serialLength: number) =>
  ({
    parse({ serial: typed, status }: Readonly<Record<Column, string>>) {
      const serial = parseSerial(typed, serialLength)
      if (!serial) return `serial is not ${serialLength} digits`
      if (status !== "in_service" && status !== "blocked") return "status is neither in_service nor blocked"
      return { serial, status }
    },
    createStage: createSmartcardStage,
    stage: stageSmartcards,
    reject: rejectContradictingSmartcards,
    apply: applySmartcards,
  }) satisfies ImportKind<Column, unknown>
