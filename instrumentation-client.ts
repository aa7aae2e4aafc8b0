declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

/**
 * Runs in the browser before any page. Zod tries whether it may evaluate code, which our policy refuses and reports; told here,
 * it does not try. Set without importing zod, which stays out of the first load.
 */
globalThis.__zod_globalConfig = { jitless: true }

export {}
