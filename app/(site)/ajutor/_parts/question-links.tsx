import { Chevron } from "@/components/ui/chevron"
import { Unbroken } from "@/components/ui/unbroken"
import { helpPaths } from "@/lib/help-paths"
import type { HelpQuestion } from "../_questions/question"

/** Questions that lead to their own pages. */
export const QuestionLinks = ({ questions }: { readonly questions: readonly HelpQuestion[] }) => (
  <ul className="overflow-hidden rounded-card border border-line bg-paper">
    {questions.map(({ topic, question }) => (
      <li key={topic} className="border-line border-t first:border-t-0">
        <a
          href={helpPaths.topic(topic)}
          className="flex min-h-14 items-center gap-3 px-5 py-3 -outline-offset-3 hover:underline"
        >
          <span className="min-w-0 grow">
            <Unbroken>{question}</Unbroken>
          </span>
          <Chevron className="text-muted" />
        </a>
      </li>
    ))}
  </ul>
)
