import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import type { World } from "../world/world"

const budgetMs = 20_000

/** What the routes of the product do once they have answered. */
export const deliverMail = ({ app }: World) => deliverOutbox(app, { budgetMs })

export async function deliverToGateway(world: World): Promise<void> {
  const { refused, takenBack } = await deliverCommands(world.app, { budgetMs })
  if (refused + takenBack > 0) await deliverMail(world)
}
