import { alertDays } from "@/lib/domain/packages/subscription-state"
import { dayCount } from "@/lib/domain/words/plural"
import type { LegalText } from "./legal-text"

/** The terms of the free account, accepted at sign-up. Their version is `currentTermsVersion`. */
export const accountTerms: LegalText = ({ name, cui, registerNumber, address, phone, email }) => [
  {
    id: "cine-ofera-contul",
    title: "Cine oferă contul",
    parts: [`Contul online este oferit de ${name}, CUI ${cui}, ${registerNumber}, cu sediul în ${address}.`],
  },
  {
    id: "ce-este-contul",
    title: "Ce este contul",
    parts: [
      `Contul vă arată starea pachetelor de programe de pe smartcardurile dvs. și vă trimite, prin e-mail, un mesaj cu ${dayCount(alertDays)} înainte de expirarea fiecărui pachet. Contul este gratuit și poate fi folosit de persoane care au împlinit 18 ani.`,
    ],
  },
  {
    id: "ce-va-revine",
    title: "Ce vă revine dvs.",
    parts: [
      [
        "să furnizați date reale și o adresă de e-mail la care aveți acces;",
        "să păstrați parola secretă și să o schimbați dacă bănuiți că o știe altcineva;",
        "să adăugați în cont numai smartcarduri pe care le dețineți.",
      ],
    ],
  },
  {
    id: "reclamatii-despre-cont",
    title: "Reclamații despre cont",
    parts: [
      `Ne puteți scrie la ${email} sau ne puteți suna la ${phone}. Litigiile pot fi soluționate și pe cale alternativă: anpc.ro/ce-este-sal.`,
    ],
  },
]
