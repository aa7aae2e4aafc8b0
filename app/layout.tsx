import "./globals.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { absoluteUrl } from "@/lib/env"
import { fonts } from "./fonts"

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(absoluteUrl("/")),
  title: { default: "Contul meu Focus Sat", template: "%s · Focus Sat" },
  description:
    "Contul tău Focus Sat: vezi când expiră pachetele de programe, plătești online și activezi cu un clic.",
  // The canonical URL of a page has no campaign parameters.
  alternates: { canonical: "./" },
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
    <html lang="ro" className={fonts}>
      <body>{children}</body>
    </html>
  )
}
