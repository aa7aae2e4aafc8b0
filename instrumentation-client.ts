declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

/**
 * Runs in the browser before any page. Zod tests whether `eval` is allowed, which violates our content
 * security policy and is reported. This setting skips the test, without loading zod.
 */
globalThis.__zod_globalConfig = { jitless: true }

// The page without internet (decision 0072). Not in development: another project at the same port would keep
// the worker.
// biome-ignore lint/style/noProcessEnv: Next writes a constant here
if (process.env.NODE_ENV === "production") {
  addEventListener("load", () => navigator.serviceWorker?.register("/fara-internet.js").catch(() => {}))
}

export {}
