import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { HiddenMail } from "@/components/site/hidden-mail"
import { Chevron } from "@/components/ui/chevron"
import { LinkButton } from "@/components/ui/link-button"
import { Unbroken } from "@/components/ui/unbroken"
import { helpTopics } from "@/lib/domain/words/help-topics"
import { mailSender } from "@/lib/env"
import { helpPaths } from "@/lib/help-paths"
import { Answer } from "../_parts/answer"
import { QuestionLinks } from "../_parts/question-links"
import { ReachUs } from "../_parts/reach-us"
import { answerText } from "../_questions/question"
import { findQuestion, neighboursOf } from "../_questions/questions"

type Props = { readonly params: Promise<{ readonly topic: string }> }

/** Every question is prerendered; any other address is not found. */
export const dynamicParams = false
export const generateStaticParams = () => helpTopics.map((topic) => ({ topic }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const question = findQuestion((await params).topic)
  return question ? { title: question.question, description: answerText(question).slice(0, 155) } : {}
}

/** One question: where the product's pages and mails lead when it arises there. */
export default async function HelpTopicPage({ params }: Props) {
  const question = findQuestion((await params).topic)
  if (!question) notFound()
  const { topic, action } = question
  return (
    <div className="mx-auto max-w-3xl">
      <a href={helpPaths.home} className="inline-flex min-h-12 items-center gap-2 link print:hidden">
        <Chevron isBack />
        Ajutor
      </a>
      <h1 className="text-display">
        <Unbroken>{question.question}</Unbroken>
      </h1>
      <div className="mt-4">
        <Answer question={question} />
      </div>
      {topic === "nu-vine-emailul" && (
        <div className="mt-4 max-w-prose">
          <HiddenMail sender={mailSender()} />
        </div>
      )}
      {action && (
        <p className="mt-6">
          <LinkButton href={action.href}>{action.words}</LinkButton>
        </p>
      )}
      <div className="mt-8 grid gap-6">
        <section aria-labelledby="altele" className="print:hidden">
          <h2 id="altele" className="mb-3 text-lead">
            Alte întrebări
          </h2>
          <QuestionLinks questions={neighboursOf(topic)} />
        </section>
        <ReachUs />
      </div>
    </div>
  )
}
