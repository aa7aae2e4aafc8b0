import Bowser from "bowser"
import fc from "fast-check"
import { expect, test } from "vitest"
import { deviceName } from "./device-name"

const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"

test("the browsers of customers have their names", () => {
  const named = {
    [`Mozilla/5.0 (X11; Linux x86_64) ${chrome}`]: "Chrome pe Linux",
    [`Mozilla/5.0 (Linux; Android 10; K) ${chrome}`]: "Chrome pe Android",
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/142.0.0.0`]: "Microsoft Edge pe Windows",
    "Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0": "Firefox pe Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1":
      "Safari pe iOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15":
      "Safari pe macOS",
  }
  for (const [userAgent, name] of Object.entries(named)) expect(deviceName(userAgent)).toBe(name)
})

test("a text of the client's is never shown", () => {
  for (const userAgent of ["evil.example/reset 1.0", "SunaAcum0722999888/1.0", "Banca 9/1", ""]) {
    expect(deviceName(userAgent)).toBe("un dispozitiv necunoscut")
  }
})

test("every name is built from the lists, for any header", () => {
  const names = ["un dispozitiv necunoscut", ...Object.values(Bowser.BROWSER_MAP)]
  const systems: string[] = Object.values(Bowser.OS_MAP)
  const word = fc.stringMatching(/^[A-Za-z0-9. ]{1,20}$/)
  const userAgents = fc.oneof(
    fc.string(),
    fc
      .tuple(word, word, word)
      .map(([product, system, version]) => `${product}/${version} (${system}) ${chrome}`),
    fc.tuple(word, word).map(([product, version]) => `${product}/${version}`),
  )
  fc.assert(
    fc.property(userAgents, (userAgent) => {
      const [first = "", ...rest] = deviceName(userAgent).split(" pe ")
      expect([...names, ...systems]).toContain(first)
      for (const system of rest) expect(systems).toContain(system)
    }),
  )
})
