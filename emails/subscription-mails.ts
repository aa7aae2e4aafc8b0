import { firstName } from "@/lib/domain/people/full-name"
import { button, type MailText, paragraph } from "./content"

export function activationRefusedMail(props: {
  fullName: string
  packageName: string
  lastFour: string
  activationUrl: string
  supportPhone: string
}): MailText {
  const { fullName, packageName, lastFour, activationUrl, supportPhone } = props
  return {
    subject: `${packageName} nu a putut fi activat`,
    preview: "Nu ai pierdut nimic: pachetul te așteaptă în cont.",
    heading: "Activarea nu a reușit",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Nu am putut porni ${packageName} pe smartcardul …${lastFour}. Nu ai pierdut nimic: pachetul este plătit și te așteaptă în cont.`,
      ),
      button("Încearcă din nou", activationUrl),
      paragraph(`Dacă nu merge nici a doua oară, sună la Relații Clienți: ${supportPhone}.`),
    ],
  }
}

export function smartcardReplacedMail(props: {
  fullName: string
  lastFour: string
  newLastFour: string
  accountUrl: string
}): MailText {
  const { fullName, lastFour, newLastFour, accountUrl } = props
  return {
    subject: "Smartcardul tău a fost înlocuit",
    preview: `Smartcardul …${newLastFour} îl înlocuiește pe …${lastFour}.`,
    heading: "Smartcardul tău a fost înlocuit",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Smartcardul …${newLastFour} îl înlocuiește pe …${lastFour}. Tot ce aveai pe cel vechi, numele lui și pachetele, este acum pe cel nou.`,
      ),
      paragraph("Pune-l în decodor și lasă decodorul pornit pe un canal codat până la 30 de minute."),
      button("Vezi în contul tău", accountUrl),
    ],
  }
}

export function smartcardReleasedMail(props: {
  fullName: string
  lastFour: string
  accountUrl: string
  supportPhone: string
}): MailText {
  const { fullName, lastFour, accountUrl, supportPhone } = props
  return {
    subject: `Smartcardul …${lastFour} a fost scos din contul tău`,
    preview: "L-a scos Relații Clienți.",
    heading: `Smartcardul …${lastFour} a fost scos din contul tău`,
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Relații Clienți a scos din contul tău smartcardul …${lastFour}. Ce ai plătit pentru el și nu ai activat te așteaptă în cont: alegi alt smartcard.`,
      ),
      paragraph(`Dacă smartcardul este al tău, sună la ${supportPhone}.`),
      button("Vezi în contul tău", accountUrl),
    ],
  }
}
