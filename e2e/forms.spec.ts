import type { Page, Request } from "@playwright/test"
import { fillSignUp } from "./support/account-steps"
import { expect, test } from "./support/fixtures"

const address = "nimeni@exemplu.ro"

/** Chromium logs failed requests as errors. Any other complaint still fails the test. */
function forgetFailedRequests(complaints: string[]) {
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !/Failed to load resource/.test(one)))
}

async function fillSignIn(page: Page) {
  await page.goto("/autentificare")
  await page.getByLabel("Adresă de e-mail").fill(address)
  await page.getByLabel("Parolă", { exact: true }).fill("nu este parola mea")
}

test("the validation code is loaded at the first submit, and the focus moves to the first error", async ({
  page,
}) => {
  await page.goto("/cont-nou")
  await page.waitForLoadState("networkidle")
  const scripts: Request[] = []
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request))
  await page.getByLabel("Adresă de e-mail").fill(address)
  expect(scripts).toHaveLength(0)

  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page.getByLabel("Nume și prenume")).toBeFocused()
  expect(scripts.length).toBeGreaterThan(0)

  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  await expect(page.getByLabel("Nume și prenume")).not.toHaveAttribute("aria-invalid")
})

test("an error of the whole form gets the focus; the address stays in its field, the password does not", async ({
  page,
}) => {
  await fillSignIn(page)
  await page.getByRole("button", { name: "Intră în cont" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "nu sunt corecte" })).toBeFocused()
  await expect(page.getByLabel("Adresă de e-mail")).toHaveValue(address)
  await expect(page.getByLabel("Parolă", { exact: true })).toHaveValue("")
})

test("a double click sends the form once", async ({ page }) => {
  await fillSignIn(page)
  let posts = 0
  page.on("request", (request) => {
    if (request.method() === "POST") posts += 1
  })
  await page.getByRole("button", { name: "Intră în cont" }).dblclick()
  await expect(page.getByText("nu sunt corecte")).toBeVisible()
  expect(posts).toBe(1)
})

test("without a network the form keeps what was typed", async ({ page, context, complaints }) => {
  await fillSignIn(page)
  await page.waitForLoadState("networkidle")
  await context.setOffline(true)
  await page.getByRole("button", { name: "Intră în cont" }).click()
  await expect(page.getByText("Verifică legătura la internet")).toBeVisible()
  await expect(page.getByLabel("Adresă de e-mail")).toHaveValue(address)
  await expect(page.getByLabel("Parolă", { exact: true })).toHaveValue("nu este parola mea")
  await context.setOffline(false)
  forgetFailedRequests(complaints)
})

test("a one-button form answers a lost network, is sent once by a double click, and works afterwards", async ({
  page,
  context,
  inbox,
  freshAddress,
  complaints,
}) => {
  await page.goto("/cont-nou")
  await fillSignUp(page, freshAddress)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(/\/verifica-email/)
  await page.goto((await inbox.latestTo(freshAddress, /activ|confirm/i)).link(/\/activare\//))
  const button = page.getByRole("button", { name: "CONFIRMARE" })
  await page.waitForLoadState("networkidle")
  await context.setOffline(true)
  await button.click()
  await expect(page.getByRole("alert").filter({ hasText: "Verifică legătura" })).toBeFocused()
  await context.setOffline(false)
  let posts = 0
  page.on("request", (request) => {
    if (request.method() === "POST") posts += 1
  })
  await button.dblclick()
  await expect(page).toHaveURL(/\/cont\/smartcarduri$/)
  expect(posts).toBe(1)
  forgetFailedRequests(complaints)
})

test("a page from before a deployment asks the customer to reload it", async ({ page, complaints }) => {
  await page.goto("/parola-uitata")
  await page.route("**/parola-uitata", (route) => {
    const headers = { ...route.request().headers(), "next-action": `40${"ab".repeat(20)}` }
    return route.request().method() === "POST" ? route.continue({ headers }) : route.continue()
  })
  await page.getByLabel("Adresă de e-mail").fill(address)
  await page.getByRole("button", { name: "Trimite linkul" }).click()
  await expect(page.getByText("Pagina s-a schimbat între timp.")).toBeVisible()
  await expect(page.getByLabel("Adresă de e-mail")).toHaveValue(address)
  forgetFailedRequests(complaints)
})

test("a password can be shown and hidden", async ({ page }) => {
  await fillSignIn(page)
  const field = page.getByLabel("Parolă", { exact: true })
  await page.getByRole("button", { name: "Arată parola" }).click()
  await expect(field).toHaveAttribute("type", "text")
  await page.getByRole("button", { name: "Ascunde parola" }).click()
  await expect(field).toHaveAttribute("type", "password")
  await page.getByRole("button", { name: "Arată parola" }).click()
  await page.getByRole("button", { name: "Intră în cont" }).click()
  await expect(page.getByText("nu sunt corecte")).toBeVisible()
  await expect(field).toHaveAttribute("type", "password")
})

/** The field that browsers take for the user name of a password: Firefox's rule. */
const userName = () => {
  const elements = [...document.forms].map((form) => [...form.elements] as HTMLInputElement[])
  const form = elements.find((fields) => fields.some(({ type }) => type === "password")) ?? []
  const taken = ["", "on", "off", "username", "email", "tel", "tel-national"]
  const before = form
    .slice(
      0,
      form.findIndex(({ type }) => type === "password"),
    )
    .reverse()
  const marked = form.find(({ autocomplete }) => autocomplete === "username")
  const nearest = before.find(
    ({ type, autocomplete }) => /^(?:text|email|tel)$/.test(type) && taken.includes(autocomplete),
  )
  return (marked ?? nearest)?.name
}

test("password managers learn the address as the user name, not the telephone number", async ({ page }) => {
  for (const path of ["/cont-nou", "/autentificare"]) {
    await page.goto(path)
    expect(await page.evaluate(userName), path).toBe("email")
  }
})

test("the password meter says what a new password lacks, and when it is good", async ({ page }) => {
  await page.goto("/cont-nou")
  await page.getByLabel("Nume și prenume").fill("Ana Popescu")
  const field = page.getByLabel("Parolă", { exact: true })
  await field.fill("scurtă")
  await expect(page.getByText("Prea scurtă: mai trebuie 6 caractere.")).toBeVisible()
  await field.fill("AnaPopescu2026")
  await expect(page.getByText(/numai? din numele|doar din numele/)).toBeVisible()
  await field.fill("trei cuvinte la întâmplare")
  await expect(page.getByText("Parolă foarte bună.")).toBeVisible()
  await expect(field).toHaveAttribute("autocomplete", "new-password")
})

test("the campaign stays in the address from the front page to sign-up and sign-in", async ({ page }) => {
  const campaign = "utm_source=tv&pachet=familia-12"
  await page.goto(`/?${campaign}&altceva=1`)
  await page.getByRole("link", { name: "VREAU CONT NOU!" }).first().click()
  await expect(page).toHaveURL(`/cont-nou?${campaign}`)
  await page.getByRole("link", { name: "Intră în cont" }).click()
  await expect(page).toHaveURL(`/autentificare?${campaign}`)
  await page.getByRole("link", { name: "VREAU CONT NOU!" }).click()
  await expect(page).toHaveURL(`/cont-nou?${campaign}`)
})

test("the campaign stays in the address when a link is clicked before the scripts are loaded", async ({
  page,
  complaints,
  freshAddress,
}) => {
  const campaign = "utm_source=tv&pachet=familia-12"
  await page.route("**/*.js", (route) => route.abort())
  await page.goto(`/?${campaign}`)
  await page.unroute("**/*.js")
  await page.getByRole("link", { name: "VREAU CONT NOU!" }).first().click()
  await expect(page).toHaveURL(`/cont-nou?${campaign}`)
  await fillSignUp(page, freshAddress)
  await page.getByRole("button", { name: "CREEAZĂ CONT" }).click()
  await expect(page).toHaveURL(`/verifica-email?${campaign}`)
  forgetFailedRequests(complaints)
})

test("after a new link was requested, the button counts down to the next request", async ({
  page,
  freshAddress,
}) => {
  await page.goto("/verifica-email")
  await page.getByLabel("Adresă de e-mail").fill(freshAddress)
  await page.getByRole("button", { name: "Trimite din nou linkul" }).click()
  await expect(page.getByText("Dacă un cont așteaptă confirmarea")).toBeVisible()
  await expect(page.getByRole("button", { name: /Poți cere alt link în \d+ de secunde/ })).toBeDisabled()
})
