import { formatLei } from "@/lib/domain/money/money"
import { withdrawalDays } from "@/lib/domain/money/withdrawal"
import { dayCount } from "@/lib/domain/words/plural"
import type { LegalText } from "./legal-text"

const days = dayCount(withdrawalDays)

/** Of a month for 44,00 lei, after four of thirty days. A test compares it with `withdrawalShare`. */
export const exampleRefundBani = 3_814

/** OUG 34/2014, art. 6 (1) h) and j) and the annex, parts A and B. In force since 2026-11-28. */
export const withdrawalInformation: LegalText = ({ name, address, phone, email }) => [
  {
    id: "retragere",
    title: "Dreptul de retragere",
    parts: [
      `Vă puteți retrage din contract în ${days}, fără să ne spuneți de ce.`,
      `Termenul expiră după ${days} de la ziua comenzii, când s-a încheiat contractul. Dacă ultima zi este sâmbătă, duminică sau sărbătoare legală, ține până la sfârșitul primei zile lucrătoare de după ea.`,
      `Ca să vă retrageți, ne spuneți clar că ați hotărât aceasta. Cel mai simplu: apăsați „Retrage-te din contract aici”, în contul dvs., pe pagina comenzii sau în josul oricărei pagini; primiți imediat, prin e-mail, dovada cu conținutul, data și ora. La fel de bine ne puteți scrie la ${email} sau la ${name}, ${address}, ori ne puteți suna la ${phone}. Puteți folosi formularul de mai jos, dar nu este obligatoriu.`,
      "Ajunge să ne anunțați înainte să se încheie termenul.",
    ],
  },
  {
    id: "urmarile-retragerii",
    title: "Ce urmează dacă vă retrageți",
    parts: [
      `Vă trimitem înapoi toți banii primiți de la dvs. pentru pachetele din care vă retrageți, fără întârziere și în cel mult ${days} din ziua în care ne-ați anunțat. Banii se întorc pe cardul sau în contul din care ați plătit, fără niciun cost pentru dvs.`,
      `Dacă ați cerut expres ca un pachet să pornească în termenul de retragere, plătiți partea cuvenită pentru zilele folosite până ne-ați anunțat. Se socotesc zilele începute de când s-a confirmat activarea, din toate zilele perioadei. De exemplu, dintr-o lună de 30 de zile, de ${formatLei(4_400)}, după 4 zile vă trimitem înapoi ${formatLei(exampleRefundBani)}.`,
      "Pentru un pachet care nu a pornit, sau a pornit fără cererea dvs. expresă, primiți tot înapoi.",
      "Vă puteți retrage din toată comanda sau numai din unele pachete. Ele se opresc când vă retrageți.",
    ],
  },
  {
    id: "formular-de-retragere",
    title: "Formular de retragere",
    parts: [
      "Completați și trimiteți acest formular numai dacă vreți să vă retrageți din contract.",
      [
        `Către ${name}, ${address}, ${email}:`,
        "Vă informez prin prezenta că mă retrag din contractul meu pentru prestarea următorului serviciu: …",
        "Comandat la data de: … Numărul comenzii: …",
        "Numele meu: …",
        "Adresa mea: …",
        "Semnătura mea (numai dacă formularul este trimis pe hârtie): …",
        "Data: …",
      ],
    ],
  },
]
