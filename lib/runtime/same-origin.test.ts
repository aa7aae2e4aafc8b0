import { expect, test } from "vitest"
import { env } from "@/lib/env"
import { isSameOrigin } from "./same-origin"

const ours = new URL(env().APP_URL).origin

test.each([
  ["our origin", { origin: ours }],
  [
    "our origin, with foreign host headers",
    { origin: ours, host: "evil.example", "x-forwarded-host": "evil.example" },
  ],
  ["no origin, and a browser that says same-origin", { "sec-fetch-site": "same-origin" }],
])("accepted: %s", (_what, headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(true)
})

const foreign: [string, Record<string, string>][] = [
  ["nothing at all", {}],
  ["null", { origin: "null" }],
  ["null, and a browser that says same-origin", { origin: "null", "sec-fetch-site": "same-origin" }],
  ["an empty origin", { origin: "" }],
  ["another site", { origin: "https://evil.example" }],
  ["another site that says same-origin", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
  [
    "another site with a forwarded host to match",
    { origin: "https://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" },
  ],
  ["another scheme", { origin: ours.replace("http:", "https:") }],
  ["another port", { origin: ours.replace(/:\d+$/, ":1") }],
  ["ours as a beginning", { origin: `${ours}.evil.example` }],
  ["ours as a user name", { origin: `${ours.replace("//", "//localhost@")}` }],
  ["ours twice", { origin: `${ours}, ${ours}` }],
  ["ours with a path", { origin: `${ours}/` }],
  ["no origin, from a sibling site", { "sec-fetch-site": "same-site" }],
  ["no origin, from another site", { "sec-fetch-site": "cross-site" }],
  ["no origin, typed by hand", { "sec-fetch-site": "none" }],
  ["a referrer of ours alone", { referer: `${ours}/` }],
]

test.each(foreign)("refused: %s", (_what, headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(false)
})
