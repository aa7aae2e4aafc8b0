import { signalMinutes } from "@/lib/domain/packages/entitlement"
import { minuteCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import type { HelpGroup } from "./question"

const decoderSteps = [
  "Scoate smartcardul din decodor, șterge-l cu o cârpă uscată și pune-l la loc.",
  "Scoate decodorul din priză un minut, apoi pornește-l.",
]

export const picture: HelpGroup = {
  title: "Imagine și activare",
  questions: [
    {
      topic: "fara-imagine-dupa-plata",
      question: "Am plătit și nu am imagine. Ce fac?",
      answer: [
        [
          "În Smartcarduri deschide meniul cu trei puncte al smartcardului și apasă „Nu ai imagine?”. Pagina fiecărui smartcard spune ce are chiar el: e plătit și nu e pornit, se activează, a expirat sau e blocat.",
          `Fă întâi ce scrie acolo. Dacă pachetul e activ, lasă decodorul pornit pe un canal codat până la ${minuteCount(signalMinutes)}.`,
          "Scoate smartcardul din decodor, șterge-l cu o cârpă uscată și pune-l la loc. Scoate apoi decodorul din priză un minut.",
          "Retrimite semnalul de pe aceeași pagină.",
        ],
        "Uită-te și dacă seria din cont este a smartcardului din decodorul fără imagine. Tot nu merge? Sună la Relații Clienți.",
      ],
      alsoCalled: "ecran negru semnal codat canale nu merge decodor receptor televizor",
      action: { href: paths.smartcards, words: "Vezi smartcardurile tale" },
    },
    {
      topic: "platit-si-neactivat",
      question: "Scrie „Plătit – neactivat”. Ce înseamnă?",
      answer: [
        "Plata a reușit, iar pachetul te așteaptă: nu curge nicio zi din el până nu apeși Activează. Îl pornești oricând, cu un singur clic, din contul tău.",
        "Dacă pe smartcard merge deja același pachet, cel nou intră la rând după el; vezi perioada înainte să apeși.",
      ],
      alsoCalled: "nu porneste am platit si nu merge activez pornire",
      action: { href: paths.account, words: "Activează din contul tău" },
    },
    {
      topic: "activarea-dureaza",
      question: "Am apăsat Activează. Cât durează?",
      answer: [
        `De obicei câteva secunde. Lasă decodorul pornit pe un canal codat: imaginea poate veni în cel mult ${minuteCount(signalMinutes)}.`,
        "Scrie mult timp „În curs de activare”? Încercăm mereu. Dacă nu reușim în 24 de ore, îți scriem, pachetul te așteaptă din nou și nu pierzi nimic.",
      ],
      alsoCalled: "in curs de activare astept semnal minute",
      action: { href: paths.account, words: "Vezi starea în contul tău" },
    },
    {
      topic: "imaginea-a-disparut",
      question: "Aveam imagine și a dispărut",
      answer: [
        [
          "Vezi în cont până când e plătit pachetul. Dacă a expirat, îl reînnoiești în două minute.",
          ...decoderSteps,
          "Retrimite semnalul din meniul cu trei puncte al smartcardului, „Nu ai imagine?”, și lasă decodorul pornit pe un canal codat.",
        ],
        "Lipsesc toate canalele, și cele necodate? Verifică antena și cablul: acolo plata și smartcardul nu au nicio legătură.",
      ],
      alsoCalled: "expirat ecran negru fara semnal antena furtuna canale lipsa",
      action: { href: paths.account, words: "Vezi până când e plătit" },
    },
  ],
}
