import { expect, test } from "./support/fixtures"
import { operator } from "./support/operator"

const message = "Am plătit de două ori aceeași comandă, 100001. Vă rog să îmi trimiteți banii înapoi."

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "the contact form" : "the contact form without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("keeps what was typed, says what to mend, and answers with a number and a day", async ({
      page,
      inbox,
      freshAddress,
    }) => {
      await page.goto("/contact")
      await page.getByLabel("Nume și prenume").fill("Ana Popescu")
      await page.getByLabel("Adresă de e-mail").fill(freshAddress)
      await page.getByLabel("Mesajul").fill(message.repeat(30))
      await page.getByRole("button", { name: "Trimite mesajul" }).click()
      await expect(page.getByText("Alege despre ce este vorba.")).toBeVisible()
      await expect(page.getByText(/Ai scris cu \d+ (de )?caractere prea mult/)).toBeVisible()
      await expect(page.getByLabel("Mesajul")).toHaveValue(message.repeat(30))
      await page.getByLabel("Mesajul").fill(message)
      await page.getByLabel("Despre ce este vorba").selectOption("O comandă sau o plată")
      await page.getByRole("button", { name: "Trimite mesajul" }).click()
      const receipt = page.getByText(/Am primit mesajul tău, cu numărul \d+/)
      await expect(receipt).toBeVisible()
      await expect(receipt).toContainText(freshAddress)
      const number = /numărul (\d+)/.exec((await receipt.textContent()) ?? "")?.[1] ?? ""
      const { text } = await inbox.latestTo(freshAddress, new RegExp(`nr. ${number}`))
      expect(text).not.toContain("comandă")
      expect(await operator("contact")).toContain(`Ana Popescu <${freshAddress}>`)
      expect(await operator("contact", "answered", number)).toContain("leaves the list")
    })
  })
}
