import { cronRoute } from "@/app/_server/cron-route"
import { warnOfDueRequests } from "@/lib/contact/warn-of-due"
import { cleanUp } from "@/lib/operations/clean-up"
import { warnOfNeighbours } from "@/lib/smartcards/warn-of-neighbours"

export const maxDuration = 300

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("cleanup", async (app) => ({
  ...(await cleanUp(app)),
  ...(await warnOfNeighbours(app)),
  ...(await warnOfDueRequests(app)),
}))
