import { firstName } from "@/lib/domain/people/full-name"
import { button, type MailText, paragraph } from "./content"

export function activationMail({ fullName, url }: { fullName: string; url: string }): MailText {
  return {
    subject: "Confirmă adresa și activează-ți contul Focus Sat",
    preview: "Un singur pas: apasă butonul verde CONFIRMARE.",
    heading: `Bine ai venit, ${firstName(fullName)}!`,
    blocks: [
      paragraph(
        "Apasă butonul verde ca să confirmi adresa de e-mail și să îți activezi contul. Linkul este valabil 48 de ore.",
      ),
      button("CONFIRMARE", url),
      paragraph(
        `Contul a fost cerut pe numele ${fullName}. Dacă nu ești tu, nu apăsa butonul: fără confirmare, contul nu există.`,
      ),
    ],
  }
}

export function accountExistsMail(props: {
  fullName: string
  asked: "sign-up" | "email-change"
  signInUrl: string
  forgotPasswordUrl: string
}): MailText {
  return {
    subject: "Ai deja cont Focus Sat",
    preview: "Adresa ta are deja un cont.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        props.asked === "sign-up"
          ? "Cineva a cerut un cont nou cu această adresă, dar ai deja unul. Dacă ai fost tu, intră în contul pe care îl ai."
          : "Cineva a vrut să mute alt cont la această adresă, dar ea are deja unul. Dacă ai fost tu, folosește altă adresă sau intră în contul pe care îl ai.",
      ),
      button("CONTUL MEU", props.signInUrl),
      paragraph(`Ai uitat parola? Cere una nouă aici: ${props.forgotPasswordUrl}`),
      paragraph("Dacă nu ai fost tu, nu trebuie să faci nimic: contul tău a rămas cum era."),
    ],
  }
}

export function passwordResetMail({ fullName, url }: { fullName: string; url: string }): MailText {
  return {
    subject: "Linkul de resetare a parolei",
    preview: "Valabil 60 de minute, o singură dată.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        "Ai cerut o parolă nouă. Linkul este valabil 60 de minute și poate fi folosit o singură dată.",
      ),
      button("Alege parola nouă", url),
      paragraph("Dacă nu ai cerut tu parola nouă, șterge mesajul: parola ta a rămas cum era."),
    ],
  }
}

export function passwordChangedMail(props: {
  fullName: string
  changedAt: string
  everywhere: boolean
  forgotPasswordUrl: string
}): MailText {
  const signedOut = props.everywhere
    ? "Te-am deconectat de pe toate dispozitivele; intră din nou cu parola nouă."
    : "Te-am deconectat de pe toate celelalte dispozitive."
  return {
    subject: "Parola a fost schimbată",
    preview: signedOut,
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(`Parola contului tău Focus Sat a fost schimbată ${props.changedAt}. ${signedOut}`),
      ...notYou(props.forgotPasswordUrl),
    ],
  }
}

/** What every mail about a change ends with: the way to shut a stranger out. */
const notYou = (forgotPasswordUrl: string) => [
  paragraph("Nu ai fost tu? Cere imediat altă parolă, ca să închizi accesul oricui altcuiva."),
  button("Cere o parolă nouă", forgotPasswordUrl),
]

export function newSignInMail(props: {
  fullName: string
  signedInAt: string
  device: string
  shortIp: string
  forgotPasswordUrl: string
}): MailText {
  const from = props.shortIp ? `, de la o adresă care începe cu ${props.shortIp}` : ""
  return {
    subject: "Cineva a intrat în contul tău de pe un dispozitiv nou",
    preview: `${props.device}, ${props.signedInAt}`,
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        `În contul tău Focus Sat s-a intrat ${props.signedInAt} de pe ${props.device}${from}. Pe acest dispozitiv nu te mai văzusem.`,
      ),
      paragraph("Ai fost tu? Atunci nu trebuie să faci nimic."),
      ...notYou(props.forgotPasswordUrl),
    ],
  }
}

export function emailChangeMail({ fullName, url }: { fullName: string; url: string }): MailText {
  return {
    subject: "Confirmă noua adresă de e-mail",
    preview: "Valabil 60 de minute, o singură dată.",
    heading: `Bună, ${firstName(fullName)}`,
    blocks: [
      paragraph(
        "Ai cerut ca această adresă să fie a contului tău Focus Sat. Linkul este valabil 60 de minute. Până nu confirmi, rămâne adresa veche.",
      ),
      button("Confirmă adresa", url),
      paragraph("Dacă nu ai cerut tu schimbarea, șterge mesajul: fără confirmare nu se schimbă nimic."),
    ],
  }
}

type EmailChange = { fullName: string; newEmail: string; at: string; forgotPasswordUrl: string }

export function emailChangeRequestedMail(props: EmailChange): MailText {
  return {
    subject: "S-a cerut schimbarea adresei de e-mail",
    preview: "Adresa se schimbă numai după ce este confirmată cea nouă.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        `S-a cerut ${props.at} ca adresa contului tău Focus Sat să devină ${props.newEmail}. Adresa se schimbă numai după ce este confirmată cea nouă.`,
      ),
      ...notYou(props.forgotPasswordUrl),
    ],
  }
}

export function emailChangedMail(props: EmailChange & { supportPhone: string }): MailText {
  return {
    subject: "Adresa de e-mail a fost schimbată",
    preview: "Contul tău are acum altă adresă.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        `Adresa contului tău Focus Sat a fost schimbată ${props.at} în ${props.newEmail}. La adresa aceasta nu mai trimitem mesaje despre cont.`,
      ),
      paragraph(`Nu ai fost tu? Sună imediat la Relații Clienți: ${props.supportPhone}.`),
    ],
  }
}

export function accountClosedMail(props: { fullName: string; closedAt: string }): MailText {
  return {
    subject: "Contul tău Focus Sat a fost închis",
    preview: "Datele tale au fost șterse.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        `Contul tău a fost închis ${props.closedAt}, așa cum ai cerut. Am șters datele tale și am eliberat smartcardurile; pachetele plătite merg până la capătul lor.`,
      ),
      paragraph(
        "Păstrăm numai ce ne cere legea: facturile emise, cât cere legea contabilității, și timp de 12 luni jurnalul de securitate, fără numele și adresa ta.",
      ),
      paragraph("Poți face oricând un cont nou."),
    ],
  }
}
