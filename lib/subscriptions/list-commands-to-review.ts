import "server-only"
import { type FlaggedCommand, listFlaggedCommands } from "@/db/queries/commands-to-review"
import type { App } from "@/lib/app"

const maxCommands = 1_000

/** Flagged commands, refused or unacknowledged in time, in the order of flagging; at most 1,000. */
export const listCommandsToReview = ({ db }: App): Promise<FlaggedCommand[]> =>
  listFlaggedCommands(db, maxCommands)
