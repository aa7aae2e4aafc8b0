import type { NextConfig } from "next"
import { pageSets } from "./lib/paths"
import { nonPagePolicy } from "./lib/runtime/content-security-policy"

/**
 * Read at build time: headers and prerendered pages are fixed then. APP_URL must be the address of the
 * deployed product.
 */
const https = process.env.APP_URL?.startsWith("https://") ?? false

const unusedFeatures = ["camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"]

const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // The path of a page can hold a token: other sites get no referrer. `no-referrer` would make forms post
  // `Origin: null`.
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
    // Above the limit of actions, so that a body that is too long is refused by Next and not cut by the
    // proxy.
    proxyClientMaxBodySize: "200kb",
  },
  headers: async () => [
    { source: "/:path*", headers: asList(everywhere) },
    {
      source: "/api/:path*",
      headers: asList({ "Content-Security-Policy": nonPagePolicy, "Cache-Control": "no-store" }),
    },
    { source: "/_next/static/:path*", headers: asList({ "Content-Security-Policy": nonPagePolicy }) },
    ...pageSets.noStore.map((root) => ({
      source: `${root}/:path*`,
      headers: asList({ "Cache-Control": "private, no-store" }),
    })),
  ],
}

function asList(headers: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }))
}

export default config
