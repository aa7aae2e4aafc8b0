import "./globals.css"
import type { Metadata, Viewport } from "next"
import localFont from "next/font/local"
import type { ReactNode } from "react"
import { absoluteUrl } from "@/lib/env"

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

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(absoluteUrl("/")),
  title: { default: "Contul meu Focus Sat", template: "%s · Focus Sat" },
  description:
    "Contul tău Focus Sat: vezi când expiră pachetele de programe, plătești online și activezi cu un click.",
  applicationName: "Contul meu Focus Sat",
  formatDetection: { telephone: false, date: false, address: false, email: false },
  openGraph: { type: "website", locale: "ro_RO", siteName: "Focus Sat" },
})

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#12264f" },
    { media: "(prefers-color-scheme: dark)", color: "#14254e" },
  ],
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="ro" className={`${latin.variable} ${romanian.variable}`}>
      <body>{children}</body>
    </html>
  )
}
