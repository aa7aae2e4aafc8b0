import "server-only"
import { type FlaggedCommand, listFlaggedCommands } from "@/db/queries/entitlement-commands"
import type { App } from "@/lib/app"

const maxCommands = 1_000

/** The commands that the gateway refused or has not acknowledged in time, the one flagged first first; 1,000 at most. */
export const listCommandsToReview = ({ db }: App): Promise<FlaggedCommand[]> =>
  listFlaggedCommands(db, maxCommands)
