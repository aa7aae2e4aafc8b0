import { calendarFeed } from "@/lib/calendar/calendar-feed"
import { makeFeed } from "@/lib/calendar/make-feed"
import { ownFeed } from "@/lib/calendar/own-feed"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { known } from "./accounts"
import { aClient } from "./factories/clients"
import { readWithIcalJs } from "./read-calendar"
import type { TestApp } from "./test-app"

/** Calendar feeds of one test app, made as their page makes them and read as programs read them. */
export function createCalendarFeeds(t: TestApp) {
  /** The file name of the customer's calendar, as its address has it. */
  async function fileOf(customerId: CustomerId): Promise<string> {
    await makeFeed(t.app, { customerId, client: aClient() })
    return `${(await ownFeed(t.app, customerId))?.token}.ics`
  }
  const textOf = async (file: string) => known(await calendarFeed(t.app, file)).text
  const eventsOf = async (file: string) => readWithIcalJs(await textOf(file))
  return { fileOf, textOf, eventsOf }
}
