/** Prints why a command did nothing; the command returns the answer as its exit code. */
export function fail(message: string): 1 {
  console.error(message)
  return 1
}
