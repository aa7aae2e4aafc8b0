import "server-only"
import Bowser from "bowser"

const unknown = "un dispozitiv necunoscut"

/** A browser's name for its owner, "Chrome pe Android", from its User-Agent header. */
export function deviceName(userAgent: string): string {
  if (userAgent === "") return unknown
  const { browser, os } = Bowser.parse(userAgent)
  const names = [browser.name, os.name].filter((name) => name && plain.test(name))
  return names.length > 0 ? names.join(" pe ") : unknown
}

/** The User-Agent can hold any text; only a plain name is shown and mailed. */
const plain = /^[A-Za-z0-9 .+-]{1,40}$/
