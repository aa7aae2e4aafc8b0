import "server-only"
import pino from "pino"

/**
 * The one log: JSON lines on standard output. Never a link token, a password, a cookie or an address:
 * what identifies a person here is the customer's id.
 */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ["*.password", "*.token", "*.cookie", "*.email", "*.authorization"], censor: "[hidden]" },
})
