import { withdrawalDays } from "@/lib/domain/money/withdrawal"
import { dayCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import type { HelpGroup } from "./question"

const orders = { href: paths.orders, words: "Vezi comenzile tale" }

export const payment: HelpGroup = {
  title: "Plată și comenzi",
  questions: [
    {
      topic: "plata-respinsa",
      question: "Plata a fost respinsă. Mi s-au luat bani?",
      answer: [
        "Nu. Când scrie „Respinsă”, nu ți-am luat bani. Dacă banca arată o sumă blocată, o eliberează ea, de obicei în câteva zile.",
        "Încearcă din nou din comandă, cu alt card, sau întreabă banca dacă plățile online sunt pornite.",
      ],
      alsoCalled: "card refuzat eroare plata banca fonduri 3d secure suma blocata",
      action: orders,
    },
    {
      topic: "plata-in-verificare",
      question: "Scrie „Plată în verificare”. Ce fac?",
      answer: [
        "Nu plăti din nou. Încă nu știm de la bancă dacă plata a reușit; îți scriem imediat ce avem răspunsul. Comanda se schimbă singură în contul tău.",
      ],
      alsoCalled: "astept plata neclara banii luati nu apare",
      action: orders,
    },
    {
      topic: "platit-de-doua-ori",
      question: "Am plătit de două ori",
      answer: [
        "Două plăți pentru aceeași comandă: o trimitem pe a doua înapoi, fără să ceri.",
        `Două comenzi: pachetul neactivat te așteaptă și îl poți folosi după primul. Dacă nu îl vrei, retrage-te din contract în ${dayCount(withdrawalDays)} de la comandă și primești toți banii.`,
      ],
      alsoCalled: "dublu dubla plata bani inapoi rambursare returnare",
      action: orders,
    },
    {
      topic: "smartcard-gresit",
      question: "Am plătit pentru alt smartcard decât voiam",
      answer: [
        "Dacă scrie „Plătit – neactivat”: nu îl activa. Apasă „Mută pe alt smartcard” sub pachet, în contul tău, și alege smartcardul potrivit. Dacă nu îl ai în cont, adaugă-l întâi.",
        `Este deja activ? Nu se mai poate muta. În ${dayCount(withdrawalDays)} de la comandă te poți retrage din contract: plătești numai zilele trecute.`,
      ],
      alsoCalled: "cartela gresita alt card mutare transfer gresit eroare serie gresita",
      action: { href: paths.account, words: "Mută pachetul" },
    },
    {
      topic: "platesc-mai-devreme",
      question: "Dacă plătesc înainte să expire, pierd zile?",
      answer: [
        "Nu. Pachetul nou pornește după ce se termină cel de acum, fără zile pierdute și fără pauză. Vezi data înainte să activezi.",
      ],
      alsoCalled: "reinnoire prelungire avans zile ramase abonament",
      action: { href: paths.topUp, words: "Reîncarcă" },
    },
    {
      topic: "retragere",
      question: "Cum mă retrag din contract și când primesc banii?",
      answer: [
        [
          `În ${dayCount(withdrawalDays)} de la comandă, apasă „Retrage-te din contract aici” pe comandă. Nu trebuie să spui de ce.`,
          "Alege ce întorci, vezi suma și apasă „Confirmă retragerea”. Primești imediat dovada pe e-mail.",
          "Banii vin în cel mult 14 zile, pe cardul sau în contul din care ai plătit.",
        ],
        "Ce nu ai activat se întoarce întreg. Pentru ce ai cerut să pornească imediat plătești numai zilele trecute.",
      ],
      alsoCalled: "renunt anulare returnare rambursare bani inapoi reziliere 14 zile",
      action: { href: paths.withdrawal, words: "Retrage-te din contract aici" },
    },
  ],
}
