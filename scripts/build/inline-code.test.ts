import { expect, test } from "vitest"
import { forbiddenInlineCode, inlineScriptHashes } from "./inline-code"

test("every inline script is hashed as the browser will hash it, files and repetitions left out", () => {
  // printf 'go("ș")\n' | openssl dgst -sha256 -binary | base64
  const digest = "26fTgyH8tvYEas8rofI3WU7Vbed+/Ev11vNBNz8N2DQ="
  const html =
    '<script src="/a.js" async=""></script><script id="x">go("ș")\n</script><SCRIPT>go("ș")\n</SCRIPT><script>stop()</script>'
  expect(inlineScriptHashes(html)).toHaveLength(2)
  expect(inlineScriptHashes(html)[0]).toBe(`sha256-${digest}`)
})

test("data for search engines, which browsers do not run, is not hashed", () => {
  expect(inlineScriptHashes('<script type="application/ld+json">{"@graph":[]}</script>')).toEqual([])
})

test("inline styles and event handlers are named", () => {
  const tags = ["<style>", '<p style="margin:0">', "<button onclick='go()'>"]
  for (const tag of tags) expect(forbiddenInlineCode(`<main>${tag}text`)).toEqual([tag])
})

test("texts that only look like inline code are not", () => {
  expect(
    forbiddenInlineCode('<p title="a style=1 onclick=2">style="x"</p><script>"<p style=1>"</script>'),
  ).toEqual([])
})
