import { Unbroken } from "@/components/ui/unbroken"
import type { HelpQuestion } from "../_questions/question"

/** Paragraphs, and steps as a numbered list. */
export function Answer({ question: { answer } }: { readonly question: HelpQuestion }) {
  return (
    <div className="grid max-w-prose gap-3">
      {answer.map((block) =>
        typeof block === "string" ? (
          <p key={block}>
            <Unbroken>{block}</Unbroken>
          </p>
        ) : (
          <ol key={block[0]} className="grid list-decimal gap-2 pl-6">
            {block.map((step) => (
              <li key={step}>
                <Unbroken>{step}</Unbroken>
              </li>
            ))}
          </ol>
        ),
      )}
    </div>
  )
}
