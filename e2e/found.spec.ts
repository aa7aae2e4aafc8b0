import { environment } from "./support/environment"
import { expect, test } from "./support/fixtures"

const withoutTags = (text: string) => text.replace(/<[^>]+>/g, "")
type StructuredObject = Readonly<Record<string, unknown>>

/** What schema.org's types must say for search engines to show them. */
const required: Readonly<Record<string, readonly string[]>> = {
  Organization: ["@id", "name", "legalName", "url", "logo", "telephone", "email", "address"],
  WebSite: ["url", "name", "publisher"],
  Product: ["@id", "name", "description", "sku", "image", "brand", "offers"],
  Offer: ["name", "price", "priceCurrency", "availability", "url", "seller"],
  Brand: ["name"],
  PostalAddress: ["streetAddress", "addressCountry"],
  ContactPoint: ["contactType", "telephone"],
  BreadcrumbList: ["itemListElement"],
  ListItem: ["position", "name", "item"],
  FAQPage: ["mainEntity"],
  Question: ["name", "acceptedAnswer"],
  Answer: ["text"],
}

/** Every object with a type, at any depth. */
function thingsIn(value: unknown): StructuredObject[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn)
  if (typeof value !== "object" || value === null) return []
  const thing = value as StructuredObject
  return [...(thing["@type"] ? [thing] : []), ...Object.values(thing).flatMap(thingsIn)]
}

async function addressesOfSitemap(): Promise<URL[]> {
  const sitemap = await (await fetch(`${environment.baseUrl}/sitemap.xml`)).text()
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => new URL(address))
}

test("each page of the sitemap has a title, a description and a picture of its own address", async ({
  page,
}) => {
  const addresses = await addressesOfSitemap()
  expect(addresses.length).toBeGreaterThan(6)
  const seen = new Map<string, string>()
  for (const { pathname, href } of addresses) {
    // What a campaign adds to an address is no other page.
    const answer = await page.goto(`${pathname}?utm_source=tv&gclid=x`)
    expect(answer?.status(), pathname).toBe(200)
    const content = (selector: string) => page.locator(selector).getAttribute("content")
    const address = new URL(href).href.replace(/\/$/, "")
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", address)
    await expect(page.locator('meta[name="robots"]')).toHaveCount(0)
    expect(await content('meta[property="og:url"]'), pathname).toBe(address)
    expect(await content('meta[property="og:locale"]')).toBe("ro_RO")
    expect(await content('meta[name="twitter:card"]')).toBe("summary_large_image")
    const [title, description] = [await page.title(), (await content('meta[name="description"]')) ?? ""]
    expect(await content('meta[property="og:title"]')).toBe(title)
    expect(await content('meta[property="og:description"]')).toBe(description)
    for (const text of [title, description]) {
      expect(seen.get(text), `${pathname}: ${text}`).toBeUndefined()
      seen.set(text, pathname)
    }
    const picture = await page.request.get((await content('meta[property="og:image"]')) ?? "")
    expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"])
  }
})

test("structured data says what schema.org asks for, and the prices of the page", async ({ page }) => {
  const types = new Set<unknown>()
  for (const { pathname } of await addressesOfSitemap()) {
    await page.goto(pathname)
    const texts = await page.locator('script[type="application/ld+json"]').allTextContents()
    for (const thing of texts.flatMap((text) => thingsIn(JSON.parse(text)))) {
      const type = String(thing["@type"])
      types.add(type)
      const missing = (required[type] ?? ["a known type"]).filter((name) => !thing[name])
      expect(missing, `${pathname}: ${type}`).toEqual([])
    }
  }
  expect([...types]).toEqual(expect.arrayContaining(["Organization", "Product", "Offer", "BreadcrumbList"]))

  await page.goto("/pachete")
  const graph: unknown = JSON.parse(
    (await page.locator('script[type="application/ld+json"]').textContent()) ?? "",
  )
  const offers = thingsIn(graph).filter((thing) => thing["@type"] === "Offer")
  const shown = await page.getByRole("link", { name: /^Vreau · / }).allTextContents()
  const prices = shown.map((text) => /([\d.]+,\d\d)\slei/.exec(withoutTags(text))?.[1])
  expect(offers.map(({ price }) => String(price).replace(".", ","))).toEqual(prices)
  expect(offers.every(({ priceCurrency }) => priceCurrency === "RON")).toBe(true)
})

test("account pages and pages of links in mails ask not to be found", async ({ page }) => {
  for (const path of ["/cont", "/verifica-email", "/activare/necunoscut", "/parola-noua/necunoscut"]) {
    const html = await (await page.request.get(path, { maxRedirects: 0 })).text()
    const robots = await (await page.request.get("/robots.txt")).text()
    const isHidden = robots.includes(`Disallow: ${path}/`) || /name="robots" content="noindex/.test(html)
    expect(isHidden, path).toBe(true)
  }
})

test("the account can be put on a phone's first screen", async ({ page }) => {
  await page.goto("/")
  const href = await page.locator('link[rel="manifest"]').getAttribute("href")
  const answer = await page.request.get(href ?? "")
  expect([answer.status(), href]).toEqual([200, "/manifest.webmanifest"])
  const manifest = await answer.json()
  expect(manifest).toMatchObject({ name: "Focus Sat", start_url: "/cont", display: "standalone", lang: "ro" })
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status(), src).toBe(200)
  for (const path of ["/favicon.ico", "/apple-touch-icon.png", "/icon.svg"]) {
    expect((await page.request.get(path)).status(), path).toBe(200)
  }
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveAttribute("href", "/apple-touch-icon.png")
})
