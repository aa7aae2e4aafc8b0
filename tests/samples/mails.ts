import { testSeller } from "@/tests/support/seller"

/** The name has a character that HTML must escape. */
const seller = { ...testSeller, name: "Vânzător & Fiii S.R.L." }

export const sampleContext = {
  appUrl: "https://contul.exemplu.ro",
  from: "Focus Sat <cont@exemplu.ro>",
  seller,
}
