import type { InvoiceId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { ExpiringPackage, MailContent, MailKind } from "@/lib/domain/mail"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { testSeller } from "@/tests/support/seller"

/** The name has a sign that HTML must escape. */
const seller = { ...testSeller, name: "Vânzător & Fiii S.R.L." }

export const sampleContext = {
  appUrl: "https://contul.exemplu.ro",
  from: "Focus Sat <cont@exemplu.ro>",
  seller,
}

export const ending: ExpiringPackage = {
  packageName: "Familia",
  smartcardLabel: "TV living",
  lastFour: "7890",
  lastDay: "2026-11-26" as CivilDate,
  daysLeft: 3,
  priceBani: 4_400,
  hasReady: false,
  renewPath: "/cont/comanda?card=1&pachet=familia-1",
}

const fullName = "Ana Popescu"
const noon = "2026-11-23T12:05:00.000Z"
const token = "g3JkW0pQvN4s7Zr2Xy9bLm5Td8Hc1Fa6"
const bought = { packageName: "Familia", months: 3, cardName: "TV living", priceBani: 12_900 }
const order = { orderId: "0197-1", number: 100_001 }
const invoiceIds = [parseId<InvoiceId>("01970000-0000-7000-8000-000000000002")].filter((id) => id !== null)
const declaration =
  "Subsemnatul/subsemnata Ana Popescu (ana@exemplu.ro) vă informez că mă retrag din contractul încheiat prin comanda 100001 din 22.11.2026, 10:15, pentru:\n- Familia, 3 luni, pe „TV living”, smartcard 12345678901: 129,00 lei"

/** Every kind of mail, in all its variants. */
export const mailSamples: { readonly [Kind in MailKind]: readonly MailContent[] } = {
  activation: [{ kind: "activation", props: { fullName, token } }],
  "account-exists": [
    { kind: "account-exists", props: { fullName, asked: "sign-up" } },
    { kind: "account-exists", props: { fullName, asked: "email-change" } },
  ],
  "password-reset": [{ kind: "password-reset", props: { fullName, token } }],
  "password-changed": [
    { kind: "password-changed", props: { fullName, changedAt: noon, everywhere: true } },
    { kind: "password-changed", props: { fullName, changedAt: noon, everywhere: false } },
  ],
  "new-sign-in": [
    {
      kind: "new-sign-in",
      props: { fullName, signedInAt: noon, device: "Firefox pe Linux", shortIp: "203.0.113.0" },
    },
  ],
  "email-change": [{ kind: "email-change", props: { fullName, token } }],
  "email-change-requested": [
    { kind: "email-change-requested", props: { fullName, newEmail: "a…a@exemplu.ro", at: noon } },
  ],
  "email-changed": [{ kind: "email-changed", props: { fullName, newEmail: "a…a@exemplu.ro", at: noon } }],
  "account-closed": [{ kind: "account-closed", props: { fullName, closedAt: noon } }],
  "order-paid": [
    {
      kind: "order-paid",
      props: {
        ...order,
        fullName,
        totalBani: 12_900,
        invoice: "FS 12",
        invoiceIds,
        items: [{ ...bought, activatePath: "/cont/activare/1" }],
      },
    },
    {
      kind: "order-paid",
      props: {
        ...order,
        fullName,
        totalBani: 25_800,
        invoice: "FS 12",
        invoiceIds,
        items: [
          { ...bought, activatePath: "/cont/activare/1" },
          { ...bought, cardName: "TV dormitor", activatePath: "/cont/activare/2" },
        ],
      },
    },
  ],
  withdrawal: [
    {
      kind: "withdrawal",
      props: {
        ...order,
        fullName,
        number: 1_001,
        at: noon,
        content: declaration,
        refundBani: 12_900,
        storno: "FS 13",
        invoiceIds,
      },
    },
  ],
  "order-refunded": [
    {
      kind: "order-refunded",
      props: { ...order, fullName, refundBani: 12_900, storno: "FS 13", items: [bought], invoiceIds },
    },
  ],
  invoice: [{ kind: "invoice", props: { fullName, title: "Factura FS 12", invoiceIds } }],
  "activation-refused": [
    {
      kind: "activation-refused",
      props: { fullName, packageName: "Familia", lastFour: "7890", subscriptionId: "1" },
    },
  ],
  "smartcard-replaced": [
    { kind: "smartcard-replaced", props: { fullName, lastFour: "7890", newLastFour: "1234" } },
  ],
  "smartcard-released": [{ kind: "smartcard-released", props: { fullName, lastFour: "7890" } }],
  "payment-refunded": [
    { kind: "payment-refunded", props: { ...order, fullName, amount: 4_400, currency: "eur" } },
  ],
  "expiry-alert": [
    { kind: "expiry-alert", props: { fullName, packages: [ending], unsubscribeToken: "AZfX.proof" } },
    {
      kind: "expiry-alert",
      props: {
        fullName,
        unsubscribeToken: "AZfX.proof",
        packages: [
          {
            ...ending,
            packageName: "Sport",
            smartcardLabel: "",
            lastDay: "2026-11-23" as CivilDate,
            daysLeft: 0,
            hasReady: true,
            activatePath: "/cont/activare/1",
          },
          ending,
        ],
      },
    },
  ],
}
