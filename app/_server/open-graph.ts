import type { Metadata } from "next"

const pictures = {
  account: { file: "contul-tau.png", alt: "Contul tău Focus Sat: o antenă sub cerul de noapte" },
  packages: { file: "pachete.png", alt: "Pachetele Focus Sat: o antenă sub cerul de noapte" },
} as const

/**
 * How a link to a page looks where it is shared. Title and description are those of the page. The pictures
 * are drawn by `npm run site-pictures`.
 */
export function openGraph(picture: keyof typeof pictures): NonNullable<Metadata["openGraph"]> {
  const { file, alt } = pictures[picture]
  return {
    type: "website",
    locale: "ro_RO",
    siteName: "Focus Sat",
    url: "./",
    images: [{ url: `/imagini/${file}`, width: 1200, height: 630, type: "image/png", alt }],
  }
}
