import "server-only"
import pino from "pino"

/**
 * The log: JSON lines on standard output. Link tokens, passwords, cookies and e-mail addresses must not be
 * logged; the customer's id identifies a person.
 */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ["*.password", "*.token", "*.cookie", "*.email", "*.authorization"], censor: "[hidden]" },
})
