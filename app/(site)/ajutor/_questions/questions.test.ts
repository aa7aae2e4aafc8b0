import { expect, test } from "vitest"
import { helpTopics } from "@/lib/domain/words/help-topics"
import { answerText } from "./question"
import { findQuestion, helpQuestions, neighboursOf } from "./questions"
import { searchHelp } from "./search"

const found = (asked: string) => searchHelp(asked).map(({ topic }) => topic)

test("each topic that pages and mails link to has exactly one question", () => {
  expect(helpQuestions.map(({ topic }) => topic).sort()).toEqual([...helpTopics].sort())
  expect(new Set(helpQuestions.map(({ question }) => question)).size).toBe(helpTopics.length)
})

test("a question is found by its address, with the others of its group; an unknown address finds none", () => {
  expect(findQuestion("seria")?.question).toBe("Unde găsesc seria smartcardului?")
  expect(findQuestion("toString")).toBeNull()
  expect(neighboursOf("seria").map(({ topic }) => topic)).toEqual([
    "smartcardul-nu-se-adauga",
    "smartcard-blocat",
  ])
})

test("an answer as plain text holds its steps in order and no markup", () => {
  for (const one of helpQuestions) {
    expect(answerText(one).length, one.topic).toBeGreaterThan(60)
    expect(answerText(one)).not.toMatch(/[<>]/)
  }
  const question = findQuestion("retragere")
  expect(question && answerText(question)).toMatch(/^1\. În 14 zile .+ 2\. Alege .+ 3\. Banii /)
})

test.each([
  ["retragere", "retragere"],
  ["RETRAGERE", "retragere"],
  ["bani înapoi", "retragere"],
  ["bani inapoi", "retragere"],
  ["imagine", "fara-imagine-dupa-plata"],
  ["nu am imaginea", "fara-imagine-dupa-plata"],
  ["ecran negru", "fara-imagine-dupa-plata"],
  ["unde e seria", "seria"],
  ["nu vine mailul", "nu-vine-emailul"],
  ["factura pe firma", "factura-pe-firma"],
  ["factură pe firmă", "factura-pe-firma"],
  ["plată respinsă", "plata-respinsa"],
  ["card gresit", "smartcard-gresit"],
  ["am uitat parola", "nu-pot-intra"],
  ["dezabonare", "alerte"],
])("%j finds %s among its first three", (asked, topic) => {
  expect(found(asked).slice(0, 3)).toContain(topic)
})

test("what nothing is about finds nothing", () => {
  expect(found("qwertz")).toEqual([])
  expect(found("")).toEqual([])
  expect(found("și o")).toEqual([])
})
