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

test("values that are too long or not text are dropped", () => {
  const hostile = new URLSearchParams({ utm_source: "a".repeat(1_001), utm_medium: "x\u0000", gclid: "" })
  expect(campaignOf(hostile)).toEqual({})
  expect(campaignOf(new URLSearchParams({ gclid: "a".repeat(1_001) }))).toEqual({})
})

test("notes have at most 2,000 characters together, names included", () => {
  const many = Array.from({ length: 26 }, (_, at) => [`utm_${String.fromCharCode(97 + at)}`, "x".repeat(95)])
  expect(Object.keys(campaignOf(new URLSearchParams(many)))).toHaveLength(20)
})

const clickIds = ["gclid", "gbraid", "wbraid", "fbclid", "msclkid"]

test.each(clickIds)(
  "%s is kept whole up to 1,000 characters, however many parameters come before",
  (name) => {
    const many = Array.from({ length: 20 }, (_, at) => [
      `utm_${String.fromCharCode(97 + at)}`,
      "y".repeat(900),
    ])
    const parameters = new URLSearchParams([...many, [name, "z".repeat(1_000)], ["pachet", "familia-3"]])
    expect(campaignOf(parameters)).toMatchObject({ [name]: "z".repeat(1_000), pachet: "familia-3" })
  },
)

test("all click ids of the longest kind are kept beside each other", () => {
  const ids = Object.fromEntries(clickIds.map((name) => [name, name[0]?.repeat(1_000) ?? ""]))
  expect(campaignOf(new URLSearchParams({ ...ids, pachet: "familia-3" }))).toEqual({
    ...ids,
    pachet: "familia-3",
  })
})

test("a parameter that is repeated counts once, with its last value", () => {
  const repeated = Array.from({ length: 13 }, (_, at) => ["utm_source", `s${at}`])
  expect(campaignOf(new URLSearchParams([...repeated, ["gclid", "x"]]))).toEqual({
    utm_source: "s12",
    gclid: "x",
  })
})

test("a value of 1,000 characters is kept, also where each takes two places in memory", () => {
  const parameters = new URLSearchParams({ fbclid: "ș".repeat(1_000), gclid: "😀".repeat(1_000) })
  expect(Object.keys(campaignOf(parameters))).toEqual(["fbclid", "gclid"])
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
