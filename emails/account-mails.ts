import { firstName } from "@/lib/domain/full-name"
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
  signInUrl: string
  forgotPasswordUrl: string
}): MailText {
  return {
    subject: "Ai deja cont Focus Sat",
    preview: "Cineva a cerut un cont nou cu adresa ta.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        "Cineva a cerut un cont nou cu această adresă, dar ai deja unul. Dacă ai fost tu, intră în contul pe care îl ai.",
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
  forgotPasswordUrl: string
}): MailText {
  return {
    subject: "Parola a fost schimbată",
    preview: "Te-am deconectat de pe toate dispozitivele.",
    heading: `Bună, ${firstName(props.fullName)}`,
    blocks: [
      paragraph(
        `Parola contului tău Focus Sat a fost schimbată ${props.changedAt}. Te-am deconectat de pe toate dispozitivele; intră din nou cu parola nouă.`,
      ),
      paragraph("Nu ai fost tu? Cere imediat altă parolă, ca să închizi accesul oricui altcuiva."),
      button("Cere o parolă nouă", props.forgotPasswordUrl),
    ],
  }
}
