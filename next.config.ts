import type { NextConfig } from "next"
import { pageSets } from "./lib/paths"
import { nonPagePolicy } from "./lib/runtime/content-security-policy"
import { securityHeaders } from "./lib/runtime/security-headers"
import { settingsPaths } from "./lib/settings-paths"

/**
 * Read at build time: headers and prerendered pages are fixed then. APP_URL must be the address of the
 * deployed product.
 */
const https = process.env.APP_URL?.startsWith("https://") ?? false

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
  // Not as folders of app/: TypeScript leaves out folders whose name begins with a dot.
  rewrites: async () => [{ source: "/.well-known/security.txt", destination: "/api/security-contact" }],
  redirects: async () => [
    { source: "/.well-known/change-password", destination: settingsPaths.password, permanent: false },
  ],
  headers: async () => [
    { source: "/:path*", headers: asList(securityHeaders({ https })) },
    {
      source: "/api/:path*",
      headers: asList({ "Content-Security-Policy": nonPagePolicy, "Cache-Control": "no-store" }),
    },
    { source: "/calendar/:file", headers: asList({ "Content-Security-Policy": nonPagePolicy }) },
    { source: "/_next/static/:path*", headers: asList({ "Content-Security-Policy": nonPagePolicy }) },
    ...pageSets.noStore.map((root) => ({
      source: `${root}/:path*`,
      headers: asList({ "Cache-Control": "private, no-store" }),
    })),
  ],
}

function asList(headers: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }))
}

export default config
