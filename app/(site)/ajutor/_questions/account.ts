import { alertDays } from "@/lib/domain/packages/subscription-state"
import { activationLifetimeHours, resetLifetimeMinutes } from "@/lib/domain/time/lifetimes"
import { dayCount, hourCount, minuteCount } from "@/lib/domain/words/plural"
import { paths } from "@/lib/paths"
import { settingsPaths } from "@/lib/settings-paths"
import type { HelpGroup } from "./question"

export const account: HelpGroup = {
  title: "Cont și e-mail",
  questions: [
    {
      topic: "nu-vine-emailul",
      question: "Nu vine e-mailul de activare sau de resetare",
      answer: [
        [
          "Așteaptă câteva minute și uită-te în dosarele Spam, Promoții și Coș.",
          "Verifică adresa pe care ai scris-o, literă cu literă.",
          "Cere linkul din nou. Dacă s-au cerut mai multe la rând, folosește unul primit deja.",
        ],
        "La resetare, e-mailul vine numai dacă adresa are un cont. Poate ai folosit altă adresă.",
      ],
      alsoCalled: "mail confirmare spam nu primesc link inregistrare parola",
      action: { href: paths.checkInbox, words: "Cere din nou linkul de activare" },
    },
    {
      topic: "linkul-nu-merge",
      question: "Linkul din e-mail a expirat sau a fost folosit",
      answer: [
        `Linkul de activare este valabil ${hourCount(activationLifetimeHours)}, cel de resetare ${minuteCount(resetLifetimeMinutes)}, fiecare o singură dată. Cere altul: nu se pierde nimic.`,
        "Scrie că a fost folosit? Contul este probabil deja activ: intră în cont.",
      ],
      alsoCalled: "link expirat mail activare confirmare",
      action: { href: paths.signIn, words: "Intră în cont" },
    },
    {
      topic: "nu-pot-intra",
      question: "Nu pot intra în cont",
      answer: [
        "„E-mailul sau parola nu sunt corecte”: apasă „Arată” lângă parolă și verifică ce ai scris. Dacă nu ai confirmat încă adresa, deschide linkul din e-mailul de activare.",
        "Ai uitat parola? Cere un link și alegi alta. „Prea multe încercări”: așteaptă cât scrie acolo sau cere linkul.",
      ],
      alsoCalled: "autentificare login parola gresita uitat blocat conectare",
      action: { href: paths.forgotPassword, words: "Cere o parolă nouă" },
    },
    {
      topic: "alta-adresa",
      question: "Vreau altă adresă de e-mail sau nu mai am acces la cea veche",
      answer: [
        "Dacă poți intra în cont, o schimbi din Setări. Adresa nouă o confirmi din linkul pe care ți-l trimitem acolo.",
        "Nu mai ai nici parola, nici adresa veche? Sună la Relații Clienți, cu smartcardul în față.",
      ],
      alsoCalled: "schimb mail email modificare adresa pierduta",
      action: { href: settingsPaths.email, words: "Schimbă adresa" },
    },
    {
      topic: "alerte",
      question: "Nu primesc alerta de expirare sau nu o mai vreau",
      answer: [
        `Îți scriem cu ${dayCount(alertDays)} înainte să expire un pachet, o singură dată pentru fiecare perioadă. Uită-te în Spam și verifică în Setări, la Mesaje, dacă alertele sunt pornite.`,
        "Tot de acolo le oprești. Și fiecare alertă are la sfârșit un link de oprire.",
      ],
      alsoCalled: "dezabonare notificare anunt reminder mesaj nu primesc mail",
      action: { href: settingsPaths.messages, words: "Alege ce mesaje primești" },
    },
    {
      topic: "inchid-contul",
      question: "Cum îmi închid contul?",
      answer: [
        "Din Setări, la Închiderea contului. Acolo scrie ce ștergem și ce trebuie să păstrăm prin lege, de pildă facturile.",
        "Pachetele care merg nu se opresc. Dacă ai ceva plătit și neactivat, activează-l, mută-l sau retrage-te din contract înainte.",
      ],
      alsoCalled: "stergere cont date gdpr renunt anulez",
      action: { href: settingsPaths.closing, words: "Vezi cum închizi contul" },
    },
  ],
}
