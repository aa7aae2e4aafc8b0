/** A line of an import file that cannot be used, with its reason for the operator. */
export type BadLine = { readonly line: number; readonly reason: string }

export type ImportCounts = {
  read: number
  inserted: number
  updated: number
  unchanged: number
  /** Of the unchanged ones: periods inside one that is stored, mostly bought by a customer. */
  stored: number
  bad: number
}

/** A line as it was read: its number in the file (the header is 1) and its columns by name. */
export type ImportLine<Column extends string> = {
  readonly line: number
  readonly columns: Readonly<Record<Column, string>>
}
