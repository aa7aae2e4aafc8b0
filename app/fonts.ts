import localFont from "next/font/local"

const latin = localFont({
  src: "./fonts/atkinson-hyperlegible-next.woff2",
  weight: "400 650",
  display: "swap",
  variable: "--font-latin",
  declarations: [{ prop: "unicode-range", value: "U+0-101,U+104-217,U+21C-FFFF" }],
})

const romanian = localFont({
  src: "./fonts/atkinson-hyperlegible-next-romanian.woff2",
  weight: "400 650",
  display: "swap",
  variable: "--font-romanian",
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+102-103,U+218-21B" }],
})

/**
 * Classes for the root element. Atkinson Hyperlegible Next, reduced by scripts/assets/subset-font.ts to the
 * letters that the pages need.
 */
export const fonts = `${latin.variable} ${romanian.variable}`
