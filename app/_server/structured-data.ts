import type { CataloguePackage } from "@/lib/catalogue/list-catalogue"
import type { Seller } from "@/lib/domain/firms/seller"
import { monthCount } from "@/lib/domain/words/plural"
import { absoluteUrl } from "@/lib/env"
import { paths } from "@/lib/paths"

/** Objects of schema.org, for `StructuredData`. The seller has one id, by which the others name it. */
const sellerId = () => absoluteUrl("/#vanzator")

export const organization = ({ name, cui, address, phone, email }: Seller) => ({
  "@type": "Organization",
  "@id": sellerId(),
  name: "Focus Sat",
  legalName: name,
  url: absoluteUrl(paths.home),
  logo: absoluteUrl("/icons/icon-512.png"),
  telephone: phone,
  email,
  taxID: cui,
  address: { "@type": "PostalAddress", streetAddress: address, addressCountry: "RO" },
  contactPoint: {
    "@type": "ContactPoint",
    contactType: "customer service",
    telephone: phone,
    email,
    areaServed: "RO",
    availableLanguage: "ro",
  },
})

export const website = () => ({
  "@type": "WebSite",
  "@id": absoluteUrl("/#site"),
  url: absoluteUrl(paths.home),
  name: "Focus Sat",
  inLanguage: "ro",
  publisher: { "@id": sellerId() },
})

/** A package with an offer for each of its lengths, at the prices of the page. */
export const product = ({ code, name, description, offers }: CataloguePackage) => ({
  "@type": "Product",
  "@id": absoluteUrl(`${paths.catalogue}#${code}`),
  name: `${name} Focus Sat`,
  description,
  sku: code,
  image: absoluteUrl("/imagini/pachete.png"),
  brand: { "@type": "Brand", name: "Focus Sat" },
  offers: offers.map((offer) => ({
    "@type": "Offer",
    sku: offer.code,
    name: `${name}, ${monthCount(offer.months)}`,
    price: (offer.priceBani / 100).toFixed(2),
    priceCurrency: "RON",
    availability: "https://schema.org/InStock",
    url: absoluteUrl(paths.catalogue),
    seller: { "@id": sellerId() },
  })),
})

/** The way to a page from the front page. */
export const breadcrumbs = (name: string, path: string) => ({
  "@type": "BreadcrumbList",
  itemListElement: [
    { "@type": "ListItem", position: 1, name: "Prima pagină", item: absoluteUrl(paths.home) },
    { "@type": "ListItem", position: 2, name, item: absoluteUrl(path) },
  ],
})

type Asked = { readonly question: string; readonly answer: string }

/** Questions of the help, with their answers as plain text. */
export const faqPage = (questions: readonly Asked[]) => ({
  "@type": "FAQPage",
  inLanguage: "ro",
  mainEntity: questions.map(({ question, answer }) => ({
    "@type": "Question",
    name: question,
    acceptedAnswer: { "@type": "Answer", text: answer },
  })),
})
