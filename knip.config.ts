import type { KnipConfig } from "knip"

const config: KnipConfig = {
  // Started from npm scripts, from the shell or by other scripts. Next, Vitest and Playwright name their own files.
  entry: ["scripts/*.ts!", "scripts/lib/server-only.ts"],
  project: ["**/*.{ts,tsx,mjs,css}", "!.next/**"],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // The pinned Node: npm puts its binary first in the PATH of scripts.
  ignoreDependencies: ["node"],
}

export default config
