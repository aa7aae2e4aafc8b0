declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

/**
 * Runs in the browser before any page. Zod tests whether `eval` is allowed, which violates our content
 * security policy and is reported. This setting skips the test, without loading zod.
 */
globalThis.__zod_globalConfig = { jitless: true }

export {}
