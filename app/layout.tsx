import "./globals.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { absoluteUrl } from "@/lib/env"
import { openGraph } from "./_server/open-graph"
import { fonts } from "./fonts"
import { frameColours } from "./theme-colours"

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(absoluteUrl("/")),
  title: { default: "Contul meu Focus Sat", template: "%s · Focus Sat" },
  description:
    "Contul tău Focus Sat: vezi când expiră pachetele de programe, plătești online și activezi cu un clic.",
  // The canonical URL of a page has no campaign parameters.
  alternates: { canonical: "./" },
  applicationName: "Contul meu Focus Sat",
  formatDetection: { telephone: false, date: false, address: false, email: false },
  openGraph: openGraph("account"),
  twitter: { card: "summary_large_image" },
  icons: { apple: { url: "/apple-touch-icon.png", sizes: "180x180", type: "image/png" } },
  appleWebApp: { title: "Focus Sat" },
})

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: frameColours.light },
    { media: "(prefers-color-scheme: dark)", color: frameColours.dark },
  ],
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="ro" className={fonts}>
      <body>{children}</body>
    </html>
  )
}
