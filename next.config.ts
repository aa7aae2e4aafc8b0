import type { NextConfig } from "next"
import { nonPagePolicy } from "./lib/runtime/content-security-policy"

/** Headers are fixed at build time, as prerendered pages are: APP_URL must be the one the product is reached at. */
const https = process.env.APP_URL?.startsWith("https://") ?? false

const unusedFeatures = ["camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"]

const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // A link's token stands in the path of its page: no other site is ever told. `no-referrer` would make forms post `Origin: null`.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": unusedFeatures.map((feature) => `${feature}=()`).join(", "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-DNS-Prefetch-Control": "off",
  ...(https && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
}

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  typedRoutes: false,
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "pdfkit", "pino", "postgres"],
  outputFileTracingIncludes: { "/**": ["./lib/pdf/fonts/*.ttf", "./lib/auth/leaked-passwords.txt"] },
  allowedDevOrigins: ["127.0.0.1"],
  experimental: {
    serverActions: { bodySizeLimit: "100kb" },
    // What the proxy keeps of a body: more than an action may have, so that a longer one is refused and not cut.
    proxyClientMaxBodySize: "200kb",
  },
  headers: async () => [
    { source: "/:path*", headers: asList(everywhere) },
    {
      source: "/api/:path*",
      headers: asList({ "Content-Security-Policy": nonPagePolicy, "Cache-Control": "no-store" }),
    },
    { source: "/_next/static/:path*", headers: asList({ "Content-Security-Policy": nonPagePolicy }) },
    ...["/cont/:path*", "/activare/:path*", "/alerte/:path*", "/parola-noua/:path*", "/verifica-email"].map(
      (source) => ({
        source,
        headers: asList({ "Cache-Control": "private, no-store" }),
      }),
    ),
  ],
}

function asList(headers: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }))
}

export default config
