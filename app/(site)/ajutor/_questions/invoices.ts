import { paths } from "@/lib/paths"
import type { HelpGroup } from "./question"

export const invoices: HelpGroup = {
  title: "Facturi",
  questions: [
    {
      topic: "factura-pe-firma",
      question: "Vreau factura pe firmă. Cum fac?",
      answer: [
        [
          "La comandă, sub „Factura se emite pe”, apasă „Alte date de facturare”.",
          "Alege persoană juridică și scrie numele firmei, CUI-ul, numărul de la registrul comerțului și adresa.",
          "Te întorci la comandă cu firma aleasă. Data viitoare o găsești acolo.",
        ],
        "Alege firma înainte să comanzi: o factură emisă nu se mai poate schimba, ci numai storna.",
      ],
      alsoCalled: "cui societate srl pfa persoana juridica date fiscale tva efactura",
      action: { href: paths.billing, words: "Adaugă firma" },
    },
    {
      topic: "unde-e-factura",
      question: "Unde găsesc factura?",
      answer: [
        "O primești pe e-mail după plată și o găsești oricând la Comenzi, cu buton de descărcare în PDF. De acolo ți-o poți trimite din nou pe e-mail.",
      ],
      alsoCalled: "pdf descarc chitanta bon fiscal document contabil",
      action: { href: paths.orders, words: "Vezi facturile" },
    },
    {
      topic: "factura-gresita",
      question: "Factura are date greșite",
      answer: [
        "Scrie-ne sau sună-ne, cu numărul facturii și datele corecte. O factură emisă nu se modifică; îți spunem cum o corectăm.",
        "Ca următoarea să fie bună, corectează datele de facturare din cont.",
      ],
      alsoCalled: "corectare stornare cui gresit nume gresit adresa",
      action: { href: paths.billing, words: "Corectează datele de facturare" },
    },
  ],
}
