import type { NextConfig } from "next"

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
}

export default config
