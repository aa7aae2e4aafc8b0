import { expect, test } from "vitest"
import { hitLimits } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { newCustomer, signIn } from "./support/accounts"
import { app, freshIp, mailsTo } from "./support/drill"
import { report, size } from "./support/size"
import { formOfButton, formWith, newVisitor } from "./support/visitor"

const newPassword = "altă parolă lungă de test"
const ofReset = /\/parola-noua\/([\w-]+)/
const ofSignIn = /\/intrare\/([\w-]+)/

test.each([
  ["with", true],
  ["without", false],
])(
  "in the built product, %s a trusted header, forms of 200 places leave the owner both ways in",
  async (header, hasHeader) => {
    const { email } = await newCustomer()
    const from = () => newVisitor(hasHeader ? { ip: freshIp() } : {})
    const guesses = hasHeader ? 101 : 11
    const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
    // In the small form the first ones are counted only: each would cost a hash.
    const limit = limitOf(hasHeader ? "sign-in" : "sign-in-without-place", email)
    const counted = size(guesses - 6, 0)
    for (let at = 0; at < counted; at += 1) await hitLimits(app, [{ ...limit, what: "sign-in" }])
    for (let at = counted; at < guesses; at += 1)
      await from().post("/autentificare", { ...form, email, password: "greșită" }, { server: at % 2 })
    for (let at = 0; at < size(3, 100); at += 1)
      for (const path of ["/verifica-email", "/parola-uitata"])
        await from().submit(path, { fields: { email }, server: at % 2 })

    const owner = from()
    const refusal = await signIn(owner, { email })
    expect(refusal.body).toContain("Prea multe încercări")
    const offer = { ...formOfButton(refusal.body, "Trimite-mi un link"), email }
    expect((await owner.post("/autentificare", offer)).body).toContain(
      "Dacă există un cont cu această adresă",
    )
    expect((await owner.submit("/parola-uitata", { fields: { email } })).body).toContain(
      "vei primi în câteva minute un link de resetare",
    )
    const mails = (await mailsTo(email, 2)).map(({ text }) => text).join("\n")
    const [, token = ""] = ofSignIn.exec(mails) ?? []
    expect((await owner.submit(`/intrare/${token}`, { fields: { token } })).location).toMatch(
      /\/autentificare\/browser-cunoscut$/,
    )
    expect((await signIn(owner, { email })).status).toBe(303)
    const [, reset = ""] = ofReset.exec(mails) ?? []
    const fields = { token: reset, password: newPassword }
    const changed = await from().submit(`/parola-noua/${reset}`, { fields })
    expect(changed.location).toMatch(/\/parola-schimbata$/)
    report(`recovery, built product, ${header} header`, { guesses, mails: 2 })
  },
)
