import { type FoundProgram, fromPackageManager, installed, isExecutable } from "./find-program"

/** The path of a Firefox for the tests: FIREFOX_PATH, an installed one, or Debian's; undefined without. */
export function findFirefox(): FoundProgram | undefined {
  const asked = process.env.FIREFOX_PATH
  if (asked && !isExecutable(asked)) throw new Error(`FIREFOX_PATH is not a program: ${asked}`)
  if (asked) return { path: asked, origin: "FIREFOX_PATH" }
  return installed(["firefox-esr", "firefox"]) ?? fromPackageManager("firefox-esr")
}
