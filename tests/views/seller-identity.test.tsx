import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import AccessibilityPage from "@/app/(site)/accesibilitate/page"
import PrivacyPage from "@/app/(site)/confidentialitate/page"
import IdentityPage from "@/app/(site)/date-de-identificare/page"
import TermsPage from "@/app/(site)/termeni/page"
import { BeforeOrder } from "@/app/cont/comanda/confirmare/before-order"
import { SiteFooter } from "@/components/site/site-footer"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { seller } from "@/lib/env"
import { testSeller } from "@/tests/support/seller"

test("the seller's identity stands on its page, in the terms and in the footer", () => {
  const { name, cui, registerNumber, address, phone, email } = seller()
  const pages = [IdentityPage(), TermsPage(), SiteFooter({ seller: seller() })]
  for (const page of pages) {
    const html = renderToStaticMarkup(page)
    for (const words of [name, cui, registerNumber, address, phone])
      expect(inPlainSigns(html)).toContain(words)
    const written = html.split(email).length - 1
    expect(html.split(`href="mailto:${email}"`).length - 1).toBe(written / 2)
  }
})

test("phone and numbers of the address stay on one line in the footer and on every page of the law", () => {
  const pages = [
    IdentityPage(),
    TermsPage(),
    PrivacyPage(),
    AccessibilityPage(),
    BeforeOrder({ seller: seller() }),
  ]
  for (const page of [...pages, SiteFooter({ seller: seller() })]) {
    const html = renderToStaticMarkup(page)
    expect(html).not.toMatch(/021 000|000 00|Exemplului 1|Sector 1/)
  }
  const html = pages.map((page) => renderToStaticMarkup(page)).join()
  expect(html).toContain("021\u00a0000\u00a000\u00a000")
  expect(html).toContain("Strada Exemplului\u00a01, Sector\u00a01, București")
})

test("the share capital stands in the footer where it is configured, and only there", () => {
  const footer = (shareCapitalBani?: number) =>
    renderToStaticMarkup(SiteFooter({ seller: { ...testSeller, shareCapitalBani } }))
  expect(footer(9_000_000)).toContain("Capital social 90.000,00\u00a0lei")
  expect(footer()).not.toContain("Capital social")
})

test("the pictogram leads to ANPC, and no page to the platform that was closed in 2025", () => {
  const html = renderToStaticMarkup(SiteFooter({ seller: testSeller })) + renderToStaticMarkup(TermsPage())
  expect(html.match(/https:\/\/anpc\.ro\/ce-este-sal\//g)?.length).toBeGreaterThan(2)
  expect(html).not.toContain("ec.europa.eu")
})

test("the statement on accessibility names law, standard, contact and authority", () => {
  const html = renderToStaticMarkup(AccessibilityPage())
  for (const words of [
    "Legii nr. 232/2022",
    "EN 301 549",
    "WCAG",
    seller().email,
    seller().phone,
    "anpc.ro",
  ]) {
    expect(inPlainSigns(html)).toContain(words)
  }
})
