/** A fault put back by a patch: one text of one file, which stands there once, becomes another. */
export type Mutant = {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** The patched text. Throws when the code has moved on and the patch no longer fits. */
export function patched({ name, find, replace }: Mutant, text: string): string {
  const [before, after, ...more] = text.split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The mutant "${name}" does not fit: its text stands ${more.length + 1} times`)
  return before + replace + after
}
