import "server-only"
import { isLoopback } from "./loopback"

/**
 * What is wrong with the way to the database; null if nothing is. Only `sslmode=verify-full` makes the driver
 * check the server's certificate and name: `require` encrypts, but talks to any server.
 */
export function databaseTransportProblem(url: string): string | null {
  const mode = URL.canParse(url) ? new URL(url).searchParams.get("sslmode") : null
  if (!URL.canParse(url) || isLoopback(url) || mode === "verify-full") return null
  const found =
    mode === null
      ? "no sslmode: passwords and data travel in plain text"
      : `sslmode=${mode}: the server is not verified`
  return `DATABASE_URL has ${found}. Add sslmode=verify-full; NODE_EXTRA_CA_CERTS names the file of a private authority.`
}
