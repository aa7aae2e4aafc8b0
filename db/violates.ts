import "server-only"
import postgres from "postgres"

/** Whether a statement failed because of this constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof postgres.PostgresError && cause.constraint_name === constraint
}
