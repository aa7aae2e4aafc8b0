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
 * An error as it may stand in the log. A failed query carries its parameters in its message and stack (addresses, hashes):
 * they are cut off, and so are link tokens. Other properties of an error are not copied.
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

const clean = (text: string) => redactTokens(text.replace(/\nparams: [\s\S]*/, "\nparams: [hidden]"))

/** The frames alone: the message before them is described apart. */
const stackFrames = (stack: string) =>
  redactTokens(
    stack
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  )
