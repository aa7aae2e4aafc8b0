import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { AnswerFields } from "./answer-fields"
import { FormAlert } from "./form-alert"
import { asked, refused } from "./form-state"

test("a question is read out as a warning, and its form carries the answer for the next press", () => {
  const state = asked("Ai plătit deja Familia.", { "inca-o-data": "1" })
  expect(renderToStaticMarkup(<AnswerFields state={state} />)).toBe(
    '<input type="hidden" name="inca-o-data" value="1"/>',
  )
  expect(renderToStaticMarkup(<FormAlert state={state} />)).toMatch(/role="alert".*Ai plătit deja Familia\./)
  expect(renderToStaticMarkup(<AnswerFields state={refused("Prețul s-a schimbat.")} />)).toBe("")
})
