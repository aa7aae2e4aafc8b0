import { paths } from "@/lib/paths"
import type { HelpGroup } from "./question"

export const cards: HelpGroup = {
  title: "Smartcard",
  questions: [
    {
      topic: "seria",
      question: "Unde găsesc seria smartcardului?",
      answer: [
        "Pe spatele smartcardului, sub codul de bare. Spațiile și liniuțele nu contează: scrie numai cifrele.",
        "Fără să scoți smartcardul din decodor: pe telecomandă apasă Meniu, apoi Informații card.",
      ],
      alsoCalled: "numar card cod cartela decodor receptor",
      action: { href: paths.smartcards, words: "Adaugă smartcardul" },
    },
    {
      topic: "smartcardul-nu-se-adauga",
      question: "Smartcardul nu se adaugă în cont",
      answer: [
        "„Nu am găsit acest smartcard”: verifică fiecare cifră a seriei, cu smartcardul în față.",
        "„Smartcardul este asociat altui cont”: este în contul altei persoane, de pildă al cuiva din familie sau al fostului proprietar. Cine îl are în cont îl poate scoate de acolo; dacă nu știi cine este, sună la Relații Clienți.",
      ],
      alsoCalled: "cartela deja folosit cumparat second hand alt cont eroare serie",
      action: { href: paths.smartcards, words: "Încearcă din nou" },
    },
    {
      topic: "smartcard-blocat",
      question: "Smartcardul este blocat, stricat sau pierdut",
      answer: [
        "Sună la Relații Clienți. La înlocuire, ce ai plătit se mută pe smartcardul nou, cu zilele rămase, și îl vezi în contul tău fără să faci nimic.",
        "Până atunci nu plăti nimic pentru smartcardul vechi.",
      ],
      alsoCalled: "defect rupt furat inlocuire schimbare card nou cartela",
    },
  ],
}
