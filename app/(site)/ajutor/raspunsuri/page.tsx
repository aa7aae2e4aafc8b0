import type { Metadata } from "next"
import { type Query, textsOf } from "@/app/_server/query-texts"
import { Chevron } from "@/components/ui/chevron"
import { helpPaths } from "@/lib/help-paths"
import { queryNames } from "@/lib/paths"
import { HelpSearch } from "../_parts/help-search"
import { QuestionLinks } from "../_parts/question-links"
import { QuestionList } from "../_parts/question-list"
import { ReachUs } from "../_parts/reach-us"
import { helpQuestions } from "../_questions/questions"
import { longestSearch, searchHelp } from "../_questions/search"

export const metadata: Metadata = { title: "Răspunsuri", robots: { index: false } }

/** What a search of the help finds. */
export default async function HelpSearchPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const typed = textsOf(await searchParams).get(queryNames.search) ?? ""
  const asked = typed.replaceAll("\0", "").trim().slice(0, longestSearch)
  const found = searchHelp(asked)
  return (
    <div className="mx-auto max-w-3xl">
      <a href={helpPaths.home} className="inline-flex min-h-12 items-center gap-2 link">
        <Chevron isBack />
        Ajutor
      </a>
      <h1 className="text-display">Răspunsuri</h1>
      <div className="mt-6 grid gap-6">
        <HelpSearch asked={asked} />
        {found.length > 0 ? (
          <QuestionList questions={found} level={2} />
        ) : (
          <>
            <p className="wrap-anywhere">
              {asked && `Nu am găsit nimic pentru „${asked}”. `}Uită-te la toate întrebările sau sună-ne.
            </p>
            <QuestionLinks questions={helpQuestions} />
          </>
        )}
        <ReachUs />
      </div>
    </div>
  )
}
