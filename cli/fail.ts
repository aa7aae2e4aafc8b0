import { printError } from "./print"

/** Prints why a command did nothing; the command returns the answer as its exit code. */
export function fail(message: string, ...details: readonly string[]): 1 {
  printError(message, ...details)
  return 1
}
