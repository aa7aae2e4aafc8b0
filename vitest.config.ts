import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { testEnvironment } from "./tests/support/environment.ts"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const pure = ["lib/domain/**/*.test.ts", "components/**/*.test.{ts,tsx}", "emails/**/*.test.{ts,tsx}"]
const pureScripts = [
  "{cli,scripts,stand-ins}/*.test.ts",
  "{scripts,stand-ins}/**/*.test.ts",
  "tests/unit/**/*.test.ts",
  "*.test.ts",
]
const everything = ["{app,cli/operator,db,lib,tests}/**/*.test.{ts,tsx}"]
const never = ["**/node_modules/**", ".next/**"]

export default defineConfig({
  resolve: {
    alias: { "server-only": here("scripts/lib/server-only.ts"), "@": here(".").replace(/\/$/, "") },
  },
  test: {
    env: testEnvironment,
    setupFiles: ["tests/support/setup.ts"],
    restoreMocks: true,
    // For a slow machine: no test passes or fails by its time.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: "unit", include: [...pure, ...pureScripts], exclude: never } },
      {
        extends: true,
        test: {
          name: "database",
          // One import of the product per worker, not per file: half of the stage.
          // Each file has its own database.
          isolate: false,
          include: everything,
          exclude: [...never, ...pure, "tests/unit/**"],
          globalSetup: ["tests/support/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "simulation",
          include: ["tests/simulation/*.seeds.ts"],
          exclude: never,
          globalSetup: ["tests/support/global-setup.ts"],
          testTimeout: 900_000,
        },
      },
      // scripts/test.ts runs the npm commands and the drills against a built product in two processes.
      {
        extends: true,
        test: { name: "commands", include: ["tests/commands/**/*.command.ts"], exclude: never },
      },
      {
        extends: true,
        test: {
          name: "drills",
          include: ["tests/drills/**/*.drill.ts"],
          exclude: never,
          fileParallelism: false,
          testTimeout: 1_800_000,
        },
      },
    ],
  },
})
