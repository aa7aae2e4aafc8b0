import { test } from "./support/fixtures"
import { expectAllOnScreen } from "./support/large-text"
import { signUpWithCards } from "./support/order-steps"
import { publicPages, settingsPages } from "./support/pages"

test.describe.configure({ timeout: 90_000 })

test("public pages: with large text and in a small window nothing is pushed off the screen", async ({
  page,
}) => {
  await expectAllOnScreen(page, [
    ...publicPages,
    "/ajutor/seria",
    "/ajutor/raspunsuri?cauta=qwertz",
    "/alerte/dezabonare/necunoscut.x",
  ])
})

test("the account: with large text and in a small window nothing is pushed off the screen", async ({
  page,
  inbox,
  freshAddress,
  takeCard,
}) => {
  const cards = (["expiringSoon", "lasting", "free"] as const).map((kind) => takeCard(kind))
  await signUpWithCards({ page, inbox, address: freshAddress }, cards)
  await expectAllOnScreen(page, [
    "/cont",
    "/cont/smartcarduri",
    "/cont/comanda",
    "/cont/comenzi",
    "/cont/date-facturare",
    ...settingsPages,
    "/cont/email/necunoscut",
  ])
})
