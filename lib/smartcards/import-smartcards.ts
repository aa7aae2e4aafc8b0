import "server-only"
import {
  applySmartcards,
  createSmartcardStage,
  listSmartcardChanges,
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
import { parseActivationCode } from "@/lib/domain/packages/smartcard-proof"
import { hashActivationCode } from "./hash-activation-code"

/** The column of the printed codes may be left out. */
export const smartcardColumns = ["serial", "status", "activation_code"] as const
export const optionalSmartcardColumns = 1
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
    file: "smartcards",
    parse({ serial: typed, status, activation_code }: Readonly<Record<Column, string>>) {
      const serial = parseSerial(typed, serialLength)
      if (!serial) return `serial is not ${serialLength} digits`
      if (status !== "in_service" && status !== "blocked") return "status is neither in_service nor blocked"
      const code = parseActivationCode(activation_code)
      if (activation_code && !code) return "activation_code is not 4 to 20 letters and digits"
      return { serial, status, activation_code_hash: code && hashActivationCode(serial, code) }
    },
    createStage: createSmartcardStage,
    stage: stageSmartcards,
    reject: rejectContradictingSmartcards,
    listChanges: listSmartcardChanges,
    apply: applySmartcards,
  }) satisfies ImportKind<Column, unknown>
