import { expect, test } from "vitest"
import { campaignOf, campaignOfVisit, withCampaign } from "./campaign"

test("a campaign's parameters are kept, others are not", () => {
  const query =
    "utm_source=fb&utm_campaign=iarna&gclid=x1&fbclid=y2&gbraid=g3&wbraid=w4&msclkid=m5&pachet=familia-3&inapoi=/cont&admin=1"
  expect(campaignOf(new URLSearchParams(query))).toEqual({
    utm_source: "fb",
    utm_campaign: "iarna",
    gclid: "x1",
    fbclid: "y2",
    gbraid: "g3",
    wbraid: "w4",
    msclkid: "m5",
    pachet: "familia-3",
  })
})

test("values that are too long or not text, and parameters past the twelfth, are dropped", () => {
  const hostile = new URLSearchParams({ utm_source: "a".repeat(1_001), utm_medium: "x\u0000", gclid: "" })
  expect(campaignOf(hostile)).toEqual({})
  const many = Array.from({ length: 26 }, (_, index) => [`utm_${String.fromCharCode(97 + index)}`, "x"])
  expect(Object.keys(campaignOf(new URLSearchParams(many)))).toHaveLength(12)
})

test("a long click id is kept whole, while all values together have at most 4,000 characters", () => {
  const fbclid = `IwZXh0bgNhZW0BMABhZGlk${"x".repeat(900)}`
  expect(campaignOf(new URLSearchParams({ utm_source: "facebook", fbclid }))).toEqual({
    utm_source: "facebook",
    fbclid,
  })
  const many = Array.from({ length: 6 }, (_, index) => [
    `utm_${String.fromCharCode(97 + index)}`,
    "x".repeat(1_000),
  ])
  expect(Object.keys(campaignOf(new URLSearchParams(many)))).toHaveLength(4)
})

test("a campaign is added to the next path", () => {
  expect(withCampaign("/verifica-email", { utm_source: "a b" })).toBe("/verifica-email?utm_source=a+b")
  expect(withCampaign("/verifica-email", {})).toBe("/verifica-email")
  expect(withCampaign("/cont-nou?pachet=sport-1", { utm_source: "tv", pachet: "familia-1" })).toBe(
    "/cont-nou?utm_source=tv&pachet=sport-1",
  )
})

test.each([
  ["/cont-nou", "https://ours.example/?utm_source=tv&altceva=1", { utm_source: "tv" }],
  ["/autentificare?inapoi=%2Fcont", "https://ours.example/?pachet=x-1", { pachet: "x-1" }],
  ["/cont-nou?utm_source=fb", "https://ours.example/?utm_source=tv&pachet=x-1", { utm_source: "fb" }],
  ["/cont-nou", "https://ours.example/?altceva=1", {}],
  ["/cont-nou", "https://elsewhere.example/?utm_source=tv", {}],
  ["/cont-nou", "", {}],
])("the campaign of a visit at %s, after %s", (path, referrer, campaign) => {
  expect(campaignOfVisit(new URL(path, "https://ours.example"), referrer)).toEqual(campaign)
})
