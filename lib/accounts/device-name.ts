import "server-only"
import Bowser from "bowser"

const unknown = "un dispozitiv necunoscut"

/** "Chrome pe Android": how a browser is named to its owner. It says what the browser says of itself, no more. */
export function deviceName(userAgent: string): string {
  if (userAgent === "") return unknown
  const { browser, os } = Bowser.parse(userAgent)
  const names = [browser.name, os.name].filter((name) => name && plain.test(name))
  return names.length > 0 ? names.join(" pe ") : unknown
}

/** A browser may call itself anything; what is not a plain name goes into no mail. */
const plain = /^[A-Za-z0-9 .+-]{1,40}$/
