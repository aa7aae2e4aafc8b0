import { defineConfig, devices } from "@playwright/test"
import base from "./playwright.config"

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1180, height: 820 } }
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }

/** `npm run screenshots`: draws every screen and mail into .pictures. */
export default defineConfig({
  ...base,
  testMatch: "screenshots/*.ts",
  projects: [
    { name: "desktop", use: desktop },
    { name: "phone", use: phone },
    { name: "phone-dark", use: { ...phone, colorScheme: "dark" } },
  ],
})
