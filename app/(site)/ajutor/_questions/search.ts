import { foldedText } from "@/lib/domain/words/folded-text"
import { answerText, type HelpQuestion } from "./question"
import { helpQuestions } from "./questions"

export const longestSearch = 60

/** Words of one or two letters say nothing; endings differ ("activez", "activare"). */
const shortestWord = 3
const longestStem = 5

/** The questions that a search finds, best first: those that have most of its words. */
export function searchHelp(asked: string): readonly HelpQuestion[] {
  const stems = wordsOf(asked)
    .filter((word) => word.length >= shortestWord && !isFiller(word))
    .map((word) => word.slice(0, longestStem))
  const scored = helpQuestions.map((question) => ({ question, score: scoreOf(question, stems) }))
  const best = Math.max(...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score > 0 && score >= best / 2)
    .sort((a, b) => b.score - a.score)
    .map(({ question }) => question)
}

const isFiller = (word: string) => fillers.has(word)
const fillers = new Set([
  "cum",
  "unde",
  "cand",
  "care",
  "este",
  "sunt",
  "dar",
  "din",
  "pentru",
  "vreau",
  "imi",
])

const wordsOf = (text: string): readonly string[] => foldedText(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** A word of the question weighs more than one of the answer. */
function scoreOf(question: HelpQuestion, stems: readonly string[]): number {
  const title = wordsOf(question.question)
  const text = wordsOf(`${answerText(question)} ${question.alsoCalled ?? ""}`)
  const weigh = (stem: string) => {
    if (title.some((word) => word.startsWith(stem))) return 3
    return text.some((word) => word.startsWith(stem)) ? 1 : 0
  }
  return stems.reduce((sum, stem) => sum + weigh(stem), 0)
}
