/**
 * Stands in for the package `server-only` in scripts and tests: that one throws outside a React server bundle,
 * and scripts and tests import use cases without one.
 */
export {}
