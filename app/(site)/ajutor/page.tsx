import type { Metadata } from "next"
import { breadcrumbs, faqPage } from "@/app/_server/structured-data"
import { StructuredData } from "@/components/site/structured-data"
import { helpPaths } from "@/lib/help-paths"
import { HelpSearch } from "./_parts/help-search"
import { QuestionList } from "./_parts/question-list"
import { ReachUs } from "./_parts/reach-us"
import { answerText, type HelpQuestion } from "./_questions/question"
import { helpGroups, helpQuestions } from "./_questions/questions"

export const metadata: Metadata = {
  title: "Ajutor",
  description:
    "Răspunsuri pentru contul Focus Sat: fără imagine după plată, seria smartcardului, e-mailul care nu vine, factura pe firmă, retragerea din contract.",
}

const asked = (one: HelpQuestion) => ({ question: one.question, answer: answerText(one) })

export default function HelpPage() {
  return (
    <div className="mx-auto max-w-3xl">
      <StructuredData graph={[faqPage(helpQuestions.map(asked)), breadcrumbs("Ajutor", helpPaths.home)]} />
      <h1 className="text-display">Ajutor</h1>
      <div className="mt-6 grid gap-6">
        <HelpSearch />
        <ReachUs />
        {helpGroups.map(({ title, questions }, at) => (
          <section key={title} aria-labelledby={`grup-${at}`}>
            <h2 id={`grup-${at}`} className="mb-3 text-lead">
              {title}
            </h2>
            <QuestionList questions={questions} level={3} />
          </section>
        ))}
      </div>
    </div>
  )
}
