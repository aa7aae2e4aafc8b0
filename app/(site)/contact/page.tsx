import type { Metadata } from "next"
import { ReachUs } from "@/app/(site)/ajutor/_parts/reach-us"
import { FormPage } from "@/components/site/form-page"
import { contactAnswerDays, contactSubjects, longestContactMessage } from "@/lib/domain/words/contact"
import { characterCount, dayCount } from "@/lib/domain/words/plural"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"
import { ContactForm } from "./contact-form"

export const metadata: Metadata = {
  title: "Contact",
  description:
    "Scrie-ne sau sună la Relații Clienți Focus Sat. Primești un număr și un răspuns în 30 de zile.",
}

const lineLink = "-my-2 inline-block py-2 link"

export default function ContactPage() {
  return (
    <FormPage
      title="Scrie-ne"
      intro={`Primești un număr pentru mesaj și un răspuns în cel mult ${dayCount(contactAnswerDays)}.`}
    >
      <ReachUs isContactPage />
      <p>
        Poate răspunsul este deja scris:{" "}
        <a href={helpPaths.home} className={lineLink}>
          vezi întrebările
        </a>
        . Ca să te retragi din contract, nu trebuie să ne scrii:{" "}
        <a href={paths.withdrawal} className={lineLink}>
          o faci aici
        </a>
        .
      </p>
      <ContactForm
        subjects={Object.entries(contactSubjects)}
        messageHint={`Scrie și numărul comenzii, al facturii sau al smartcardului, dacă este vorba de ele. Nu scrie parola și nici datele cardului bancar. Încap ${characterCount(longestContactMessage)}.`}
      />
      <p className="text-muted text-small">
        Cum folosim datele:{" "}
        <a href={paths.privacy} className={lineLink}>
          Confidențialitate
        </a>
        .
      </p>
    </FormPage>
  )
}
