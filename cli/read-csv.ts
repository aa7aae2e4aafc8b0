import { createReadStream, type ReadStream, statSync } from "node:fs"
import { Readable } from "node:stream"
import { CsvError, parse } from "csv-parse"
import type { BadLine, ImportLine } from "@/lib/domain/import-result"

/** The whole file is refused; the message is the reason for the operator. */
export class UnreadableFile extends Error {}

/**
 * Streams the lines of a file with the given header, of which the last `optional` columns may be left out;
 * they are empty then. UTF-8, separated by commas, or by semicolons as spreadsheets write it where the comma
 * is the decimal mark; their empty rows and empty cells at the end are ignored. `onBytes` is called with the
 * number of bytes read so far.
 */
export async function* readCsv<Column extends string>(
  file: string,
  { columns, optional = 0 }: { readonly columns: readonly Column[]; readonly optional?: number },
  onBytes: (bytes: number) => void,
): AsyncGenerator<ImportLine<Column> | BadLine> {
  let given: readonly Column[] | null = null
  try {
    for await (const { record, info } of records(file, onBytes)) {
      if (given) yield toLine({ record, line: info.lines }, given, columns)
      else given = headerOf(record, columns, optional)
    }
  } catch (error) {
    throw readable(error)
  }
  if (!given) throw new UnreadableFile("The file is empty: its first line must name the columns")
}

export function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new UnreadableFile(`There is no file ${file}`)
  if (!found.isFile()) throw new UnreadableFile(`${file} is not a file`)
  return found.size
}

type CsvRecord = { record: string[]; info: { lines: number } }

function records(file: string, onBytes: (bytes: number) => void): AsyncIterable<CsvRecord> {
  const parser = parse({
    // No value of these files has either sign.
    delimiter: [",", ";"],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: 10_000,
  })
  const text = Readable.from(decoded(createReadStream(file), onBytes))
  return text.on("error", (error) => parser.destroy(error)).pipe(parser)
}

/** A byte that is not UTF-8 ends the import instead of becoming a question mark. Drops a byte order mark. */
async function* decoded(source: ReadStream, onBytes: (bytes: number) => void) {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  for await (const chunk of source) {
    onBytes(source.bytesRead)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

function headerOf<Column extends string>(
  record: readonly string[],
  columns: readonly Column[],
  optional: number,
): readonly Column[] {
  const named = withoutEmptyEnd(record, 0).join(",")
  const headers = [columns, columns.slice(0, columns.length - optional)]
  const given = headers.find((header) => header.join(",") === named)
  if (given) return given
  const choices = [...new Set(headers.map((header) => header.join(",")).reverse())].join(" or ")
  throw new UnreadableFile(`The first line must be ${choices}, separated by commas or semicolons`)
}

function toLine<Column extends string>(
  { record, line }: { readonly record: readonly string[]; readonly line: number },
  given: readonly Column[],
  columns: readonly Column[],
): ImportLine<Column> | BadLine {
  const cells = withoutEmptyEnd(record, given.length)
  if (cells.length !== given.length)
    return { line, reason: `has ${cells.length} columns instead of ${given.length}` }
  const number = cells.find((cell) => /^\d+(?:[.,]\d+)?E\+\d+$/i.test(cell))
  if (number) {
    return { line, reason: `${number} is a number that the spreadsheet rounded: format the column as text` }
  }
  const values = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]))
  return { line, columns: values as Record<Column, string> }
}

/** Without the empty cells past the first `columns`. */
function withoutEmptyEnd(record: readonly string[], columns: number): readonly string[] {
  const last = record.findLastIndex((cell) => cell !== "")
  return record.slice(0, Math.max(columns, last + 1))
}

const notUtf8 = 'The file is not UTF-8: in the spreadsheet, save it as "CSV UTF-8 (comma delimited)"'

function readable(error: unknown): unknown {
  if (error instanceof CsvError) return new UnreadableFile(error.message)
  if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return new UnreadableFile(notUtf8)
  }
  return error
}
