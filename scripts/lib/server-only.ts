/**
 * Replaces the package `server-only` in scripts and tests, which import use cases without a React server
 * bundle; the package throws there.
 */
export {}
