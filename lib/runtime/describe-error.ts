import { redactAddresses } from "./redact-addresses"
import { redactTokens } from "./redact-path"

export type ErrorDescription = {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: ErrorDescription
}

const deepestCause = 5

/**
 * An error as the log may show it. Drizzle puts a query's parameters (addresses, hashes) into message and
 * stack: they are removed, and so are link tokens and e-mail addresses. No other property of the error is
 * copied.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: clean(String(error)) }
  const { name, message, stack, cause } = error
  return {
    name,
    message: clean(message),
    ...("code" in error && typeof error.code === "string" && { code: error.code }),
    ...(stack && { stack: stackFrames(stack) }),
    ...(cause !== undefined && depth < deepestCause && { cause: describeError(cause, depth + 1) }),
  }
}

const clean = (text: string) =>
  redactAddresses(redactTokens(text.replace(/\nparams: [\s\S]*/, "\nparams: [hidden]")))

/** The stack without its first lines, which repeat the message. */
const stackFrames = (stack: string) =>
  redactTokens(
    stack
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  )
