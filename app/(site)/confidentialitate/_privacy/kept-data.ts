import { givenUpTransferDays } from "@/lib/domain/money/late-transfer"
import {
  activationLifetimeHours,
  alertMemoryDays,
  auditMemoryDays,
  calendarPastDays,
  closedLinkDays,
  contactMemoryDays,
  invoiceMemoryYears,
  knownDeviceDays,
  limitMemoryDays,
  mailMemoryDays,
  sessionIdleDays,
  sessionLifetimeDays,
  strangerMailDays,
  tokenMemoryDays,
  unconfirmedSignUpDays,
  unpaidOrderDays,
} from "@/lib/domain/time/lifetimes"
import { dayCount } from "@/lib/domain/words/plural"

type KeptData = {
  readonly title: string
  readonly data: string
  readonly purpose: string
  readonly ground: string
  readonly kept: string
}

const contract = "executarea contractului (art. 6 alin. 1 lit. b din GDPR)"
const law = "obligație legală (art. 6 alin. 1 lit. c din GDPR)"
const consent = "consimțământul dvs. (art. 6 alin. 1 lit. a din GDPR)"
const interest = "interesul nostru legitim (art. 6 alin. 1 lit. f din GDPR)"

const untilClosing = "cât timp aveți cont"
const fiscal = `${invoiceMemoryYears} ani de la sfârșitul anului, și după închiderea contului`

const account: readonly KeptData[] = [
  {
    title: "Contul",
    data: "numele, adresa de e-mail, telefonul, ce alerte doriți, versiunea și momentul acceptării termenilor; parola, numai sub formă de amprentă din care nu poate fi aflată",
    purpose: "ca să aveți cont și să primiți mesajele despre el",
    ground: contract,
    kept: untilClosing,
  },
  {
    title: "Cererea de cont neconfirmată",
    data: "datele completate în formularul de cont nou și amprenta cheii pe care a primit-o browserul",
    purpose: `ca să puteți confirma adresa; linkul este valabil ${activationLifetimeHours} de ore`,
    ground: `demersuri la cererea dvs. înainte de contract (art. 6 alin. 1 lit. b din GDPR)`,
    kept: dayCount(unconfirmedSignUpDays),
  },
  {
    title: "Smartcardurile",
    data: "seriile, numele pe care le dați smartcardurilor, pachetele și perioadele lor",
    purpose: "ca să vă arătăm starea pachetelor și să vă anunțăm înainte să expire",
    ground: contract,
    kept: `${untilClosing}; alertele trimise, ${dayCount(alertMemoryDays)}. După închidere, perioadele rămân la smartcard, fără legătură cu dvs. După închidere, și după ce schimbați adresa de e-mail, smartcardurile adăugate de curând rămân sub o amprentă a adresei de atunci, ${dayCount(closedLinkDays)} de la adăugare.`,
  },
  {
    title: "Calendarul",
    data: "că aveți un calendar și de când, și amprenta din care se verifică adresa lui; calendarul arată pachetele, zilele în care expiră și numele date smartcardurilor, celor care au adresa",
    purpose: "ca să vedeți ultimele zile în programul de calendar pe care îl alegeți",
    ground: contract,
    kept: `până îl opriți sau închideți contul; perioadele încheiate stau în el ${dayCount(calendarPastDays)}`,
  },
  {
    title: "Oferte",
    data: "acordul de a primi oferte și momentul în care l-ați dat",
    purpose: "ca să vă trimitem oferte, numai dacă doriți",
    ground: consent,
    kept: "până îl retrageți, din Setări, sau închideți contul",
  },
  {
    title: "Campania",
    data: "parametrii din linkul prin care ați ajuns la noi, dacă avea",
    purpose: "ca să știm ce reclame sunt de folos și să vă propunem oferta din link",
    ground: interest,
    kept: untilClosing,
  },
]

const orders: readonly KeptData[] = [
  {
    title: "Datele de facturare salvate și coșul",
    data: "numele sau firma, adresa, iar pentru firme CUI, numărul de înregistrare și IBAN; pachetele alese și necomandate",
    purpose: "ca să nu le completați la fiecare comandă",
    ground: contract,
    kept: "până le ștergeți sau închideți contul",
  },
  {
    title: "Comenzile și plățile",
    data: "ce ați comandat, pentru ce smartcarduri, prețul, datele de facturare, versiunile termenilor și ale informațiilor despre retragere, starea și suma plății, rambursările; nu păstrăm date de card",
    purpose: "ca să executăm comanda și să dovedim plata",
    ground: `${contract} și ${law}`,
    kept: `${fiscal}; o comandă care nu a fost plătită, ${dayCount(unpaidOrderDays)} de la anulare, iar una al cărei transfer nu a ajuns la noi, ${dayCount(givenUpTransferDays)}`,
  },
  {
    title: "Facturile",
    data: "datele de facturare, liniile și sumele",
    purpose: "ca să respectăm Legea contabilității nr. 82/1991 și Codul fiscal",
    ground: law,
    kept: fiscal,
  },
  {
    title: "Retragerile din contract",
    data: "declarația dvs. cu numele și adresa de e-mail, comanda și suma rambursată",
    purpose: "ca să dovedim că am primit declarația și am rambursat banii (OUG nr. 34/2014)",
    ground: law,
    kept: `${fiscal}, atunci fără numele și adresa dvs.`,
  },
]

const security: readonly KeptData[] = [
  {
    title: "Mesajele din formularul de contact",
    data: "numele, adresa de e-mail, despre ce ne scrieți, mesajul, numărul lui și, dacă erați conectat, contul",
    purpose: "ca să vă răspundem și să dovedim că am făcut-o la timp",
    ground: interest,
    kept: `${dayCount(contactMemoryDays)} după ce v-am răspuns; la închiderea contului ștergem imediat mesajele la care am răspuns`,
  },
  {
    title: "E-mailurile trimise",
    data: "adresa, felul mesajului, momentul și dacă a fost livrat; conținutul se șterge după trimitere",
    purpose: "ca să trimitem fiecare mesaj o singură dată și să vă putem răspunde dacă nu a ajuns",
    ground: contract,
    kept: `${dayCount(mailMemoryDays)}; mesajele care cer confirmarea unei adrese și confirmările că am primit un mesaj, trimise la altă adresă decât a contului conectat, ${dayCount(strangerMailDays)}, fiindcă pot ajunge la cineva care nu le-a cerut`,
  },
  {
    title: "Conectările",
    data: "browserul, adresa IP fără ultima parte, momentul conectării și al ultimei folosiri",
    purpose: "ca să vă arătăm unde sunteți conectat și să vă anunțăm când intră cineva de pe alt dispozitiv",
    ground: interest,
    kept: `conectarea, ${dayCount(sessionLifetimeDays)}, cu ieșire automată după ${dayCount(sessionIdleDays)} fără folosire; browserul cunoscut, ${dayCount(knownDeviceDays)} de la ultima folosire`,
  },
  {
    title: "Jurnalul de securitate",
    data: "ce s-a schimbat în cont, momentul, browserul și adresa IP fără ultima parte",
    purpose: "ca să putem cerceta o folosire neautorizată a contului",
    ground: interest,
    kept: `${dayCount(auditMemoryDays)}; după închiderea contului rămâne fără numele și adresa dvs.`,
  },
  {
    title: "Protecția împotriva abuzurilor",
    data: "numărul încercărilor de conectare și de cerere a mesajelor, sub o amprentă a adresei de e-mail sau IP; amprentele linkurilor trimise și adresa nouă pe care o confirmă un link de schimbare",
    purpose: "ca nimeni să nu poată ghici parole sau trimite mesaje în numele dvs.",
    ground: interest,
    kept: `cel mult ${dayCount(limitMemoryDays)} de la ultima încercare; linkurile, ${dayCount(tokenMemoryDays)} după ce expiră; adresa nouă dintr-un link de schimbare, cel mult o zi după ce linkul nu mai e valabil`,
  },
]

/** What is stored about a customer, the purpose, the ground (GDPR article 6) and the duration. */
export const keptData: readonly KeptData[] = [...account, ...orders, ...security]
