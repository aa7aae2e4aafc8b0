import { Chevron } from "@/components/ui/chevron"
import { Unbroken } from "@/components/ui/unbroken"
import { helpPaths } from "@/lib/help-paths"
import type { HelpQuestion } from "../_questions/question"
import { Answer } from "./answer"

type QuestionListProps = {
  readonly questions: readonly HelpQuestion[]
  /** Whether the headings of the questions stand under an h2. */
  readonly level: 2 | 3
}

/**
 * Questions that open to their answers, without JavaScript. On paper every answer is open. The anchor stands
 * on the answer: browsers open what hides the target of an address.
 */
export const QuestionList = ({ questions, level }: QuestionListProps) => (
  <ul className="overflow-hidden rounded-card border border-line bg-paper">
    {questions.map((question) => item(question, level))}
  </ul>
)

function item(question: HelpQuestion, level: 2 | 3) {
  const { topic, action } = question
  const Heading = `h${level}` as const
  return (
    <li key={topic} className="break-inside-avoid border-line border-t first:border-t-0">
      <details className="group prints-open">
        <summary className="flex min-h-14 list-none items-center gap-3 px-5 py-3 -outline-offset-3 hover:underline [&::-webkit-details-marker]:hidden">
          <Chevron className="text-link transition-transform group-open:rotate-90 print:hidden" />
          <Heading className="min-w-0 text-body">
            <Unbroken>{question.question}</Unbroken>
          </Heading>
        </summary>
        <div id={topic} className="px-5 pb-4 sm:pl-12">
          <Answer question={question} />
          <p className="mt-1 flex flex-wrap gap-x-6 print:hidden">
            {action && (
              <a href={action.href} className="inline-flex min-h-12 items-center link">
                {action.words}
              </a>
            )}
            <a href={helpPaths.topic(topic)} className="inline-flex min-h-12 items-center link">
              Numai acest răspuns
              <span className="sr-only">: {question.question}</span>
            </a>
          </p>
        </div>
      </details>
    </li>
  )
}
