import "server-only"

/** Lets the event loop answer other requests between two pieces of a drawing. */
export const yieldToOthers = (): Promise<void> => new Promise(setImmediate)
