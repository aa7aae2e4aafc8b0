import { test } from "./support/fixtures"
import { expectAllOnScreen } from "./support/large-text"
import { signUpWithCards } from "./support/order-steps"

test.describe.configure({ timeout: 90_000 })

test("public pages: with large text and in a small window nothing is pushed off the screen", async ({
  page,
}) => {
  await expectAllOnScreen(page, [
    "/",
    "/pachete",
    "/cont-nou",
    "/verifica-email",
    "/autentificare",
    "/parola-uitata",
    "/termeni",
    "/confidentialitate",
    "/cookie-uri",
    "/ajutor",
    "/contact",
    "/ajutor/seria",
    "/ajutor/raspunsuri?cauta=qwertz",
    "/accesibilitate",
    "/date-de-identificare",
    "/activare/necunoscut",
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
    "/cont/setari",
    "/cont/setari/date",
    "/cont/setari/email",
    "/cont/setari/parola",
    "/cont/setari/mesaje",
    "/cont/setari/conectari",
    "/cont/setari/copie",
    "/cont/setari/inchidere",
    "/cont/email/necunoscut",
  ])
})
