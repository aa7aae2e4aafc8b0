import "server-only"
import { format } from "node:util"
import { type Env, env, isDevelopment } from "@/lib/env"
import { isFormUnread } from "./action-begun"
import { isBrokenOff, logBrokenOff } from "./broken-off"
import { databaseTransportProblem } from "./database-transport"
import { describeError } from "./describe-error"
import { driverPatchProblem } from "./driver-patch"
import { giveTurns } from "./give-turns"
import { guardAnswers } from "./guard-answers"
import { log } from "./log"
import { redactAddresses } from "./redact-addresses"
import { redactPath, redactTokens } from "./redact-path"
import { boundRequestTimes } from "./request-timeouts"

/**
 * Exits when the environment is invalid, and logs each wrong variable: otherwise Next would run and answer
 * 500. Exits when the database driver lacks our patch, also in a bare `next start`.
 */
export function start(): void {
  const { APP_URL, DATABASE_URL, TRUSTED_IP_HEADER } = envOrExit()
  const driver = driverPatchProblem(process.cwd())
  if (driver) exit(driver)
  if (!isDevelopment) {
    sendConsoleToLog()
    giveTurns(TRUSTED_IP_HEADER)
    // After it, so that what is refused takes no turn. Pages of `next dev` have no policy where proxy.ts
    // does not set one.
    guardAnswers()
  }
  boundRequestTimes()
  log.info({ appUrl: APP_URL }, "starting")
  const transport = databaseTransportProblem(DATABASE_URL)
  if (transport) log.warn(transport)
  if (!TRUSTED_IP_HEADER) {
    log.warn(
      "TRUSTED_IP_HEADER is unset: limits per client IP address are off, those per account and in all stand",
    )
  }
}

function envOrExit(): Env {
  try {
    return env()
  } catch (error) {
    return exit(error instanceof Error ? error.message : String(error))
  }
}

function exit(problem: string): never {
  log.fatal(problem)
  process.exit(1)
}

type FailedRequest = {
  readonly path: string
  readonly method: string
  readonly route: string
  readonly kind: string
}

export function logRequestError(error: unknown, { path, method, route, kind }: FailedRequest): void {
  if (isBrokenOff(error) || isFormUnread()) {
    logBrokenOff()
    return
  }
  log.error(
    { digest: digestOf(error), method, path: redactPath(path), route, kind, error: describeError(error) },
    "request failed",
  )
}

const digestOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined

/**
 * Next also prints each request's error with the query's parameters: errors with a digest are dropped here,
 * because `logRequestError` has logged them. Next's warnings contain request paths: see `redacted`.
 */
function sendConsoleToLog(): void {
  console.error = (...values: unknown[]) => {
    const error = values.find((value) => value instanceof Error)
    if (error && (digestOf(error) || isBrokenOff(error))) return
    if (error) log.error({ error: describeError(error) }, "error")
    else log.error(redacted(values))
  }
  console.warn = (...values: unknown[]) => {
    // Next warns with a stack of each form whose action it does not know: strangers can post any number.
    if (isFormUnread()) return logBrokenOff()
    log.warn(redacted(values))
  }
}

const redacted = (values: readonly unknown[]): string => redactAddresses(redactTokens(format(...values)))
