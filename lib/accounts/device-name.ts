import "server-only"
import Bowser from "bowser"

const unknown = "un dispozitiv necunoscut"

/** A browser's name for its owner, "Chrome pe Android", from its User-Agent header. */
export function deviceName(userAgent: string): string {
  if (userAgent === "") return unknown
  const { browser, os } = Bowser.parse(userAgent)
  const names = [known(browser.name, browsers), known(os.name, systems)].filter((name) => name !== null)
  return names.length > 0 ? names.join(" pe ") : unknown
}

/**
 * The User-Agent is written by the client, and bowser takes the name of a browser that it does not know from
 * there: a thief's text would stand in the mail that warns of him. So only these names are shown.
 */
const browsers: readonly string[] = Object.values(Bowser.BROWSER_MAP)
const systems: readonly string[] = Object.values(Bowser.OS_MAP)

const known = (name: string | undefined, names: readonly string[]) =>
  name !== undefined && names.includes(name) ? name : null
