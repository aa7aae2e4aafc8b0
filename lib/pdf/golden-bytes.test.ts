import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { rareInvoices, usualInvoices } from "@/tests/samples/invoices"
import { invoicePdf } from "./invoice-pdf"

/** SHA-256 of each sample in each layout, as the versions wrote it that issued invoices with that layout. */
const golden = {
  1: {
    "person-sector-3": "e0805b54270351bc3666e00b97faa8986f9a52ec41330b49569cca5a2a7fe038",
    "firm-vat": "e1ef2b86148b363dc16a51c1caeeca800467b04958c19ade63fb5be1748d2b5c",
    "firm-no-vat": "53029169011f9a9125e385c816dfa63cfa58b4bb55e56bd4cb121db6662e91cf",
    "two-cards": "686d86c7dfda5a0ed1dec12b0d232b9bea986680bf2bd7ef7e70aece1f3eacf4",
    "partial-storno": "c9d6f1485c21c9826750c19d30886a4f800215a046d7878f4226a90e27539092",
    "old-vat-rate": "ff668eb12f5ec0b9a69923f28c9e67beedda3db3dc84432731dbda969e22228e",
    "many-lines": "9e5a4a5b61564f8df5bbb8bac6147cfe304dd4cd2639a32e24b2bf7702366d88",
    "long-names": "ed3b23dff48e8ec4c914fbb08da0564db97245d3a0dfff1d6d9f89097f8be065",
    "long-words": "1381e1228324b85cd022290ad0625b3e2ea0eb2a3b349577dc72dbdaf595ec10",
    "seller-no-vat": "6b8a249538dc0500b9f03e61b4a9b34db3cc8ff9f50a4104561d8636417b5460",
  },
  2: {
    "person-sector-3": "d363d1f238e117569bf6d308875e6fef4972ce1ef6daafc28f5e7e4100a5089b",
    "firm-vat": "af2ed9ce9f5b4efdcdd7834a732ccb0890dd1b74622439c8aa5ecfe9124c91e9",
    "firm-no-vat": "7179b873c190a9518dd7548fbc9d514d171650959d832ed644cfd195d560b2f4",
    "two-cards": "3af1c7f0e85c66d9074ba7c69db92064ce0fe1b6e7caca238d25d26a77065f66",
    "partial-storno": "4cf69ca1d874df05cf2f94a49a90cb5d235edda7470566f3906237e3e4b54d3c",
    "old-vat-rate": "b7c7c060b9726ac85f1b0de5801630eab25ca845af8f40e29ff9265abaff0fff",
    "many-lines": "421d08c02bde4cce87b78567afcfb44bef2301843901b517147c2f9bce3ab552",
    "long-names": "d1c7d9d572a9d6127276fa454180ba706d6789fcef22220b5f9d0933ea0298aa",
    "long-words": "9f3ce0a6259eaf9ba44a113f416f66171085111357ea9d8aff0f68e619612869",
    "seller-no-vat": "ba30ca8447815b33aaff2342010d69010c8aa66284189fcd7af3887b37d8addb",
  },
  3: {
    "person-sector-3": "064860ad3810e6f26127ac88e8dcd63d148d0038e4174e2877c9cb0bb73ee9e3",
    "firm-vat": "46bcf6357fe6c00a60da64b6df7256e8a2db7632d8353c24605b77de5d851d76",
    "firm-no-vat": "f5142ff0262ff708de2ef67f9b25bd9c6910081d6bceaa3970985ed819e440c4",
    "two-cards": "9a8c9e36c53ccf3c4cb18cb924a17edd5bccc8da800680c0d3c78d28578b1093",
    "partial-storno": "85252653aa4c9fd18db22cd16cb17ecc46b25880cc256f82851f612274c188f0",
    "old-vat-rate": "9c4f97752031c6cd633f64973effc372e08ad5ab43221786692887b9e36510ee",
    "many-lines": "23fd93519b73d3277fbd86a4ab304e93950a90029c488a7748a0e2e1f055f3ff",
    "long-names": "8ccdac1222ce03a86b573bae572021fe03a59741dffd9567a6548a74e9cfaa32",
    "long-words": "56e67f6800b19ee16e8720de9f067ad6d4c83fcd15396d2dd128bafcd9daa3d9",
    "seller-no-vat": "864bbaf7d86c81ce1ce1f7d16fea5f1bb1197007d626a0295015a6c6af1b6400",
  },
} as const

const samples = { ...usualInvoices, ...rareInvoices }

test.each(Object.entries(golden))("layout %s draws the bytes that it always drew", async (layout, hashes) => {
  const drawn = Object.entries(samples).map(async ([name, invoice]) => {
    const bytes = await invoicePdf([{ ...invoice, pdfLayout: Number(layout) }], invoiceTitle(invoice))
    return [name, createHash("sha256").update(bytes).digest("hex")] as const
  })
  expect(Object.fromEntries(await Promise.all(drawn))).toEqual(hashes)
})

test("an unknown layout is an error, not another layout", async () => {
  const invoice = { ...usualInvoices["firm-vat"], pdfLayout: 1_000 }
  await expect(invoicePdf([invoice], "x")).rejects.toThrow("no layout 1000")
  expect((await invoicePdf([{ ...invoice, pdfLayout: 1 }], "x")).length).toBeGreaterThan(0)
})
