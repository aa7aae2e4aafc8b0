import { expect, test } from "vitest"
import { campaignOf } from "@/lib/domain/people/campaign"
import { isIn, pageSets, queryNames } from "@/lib/paths"
import { config } from "@/proxy"

/** "/cont/:path*" as the first part that it matches. */
const rootOf = (matcher: string) => matcher.replace(/\/:.*$/, "")
const literals = config.matcher.filter((matcher) => typeof matcher === "string")

test("the matcher of proxy.ts selects the pages that are rendered for each request", () => {
  for (const literal of literals) expect(isIn(pageSets.perRequest, rootOf(literal)), literal).toBe(true)
  for (const root of pageSets.perRequest) {
    expect(
      literals.some((literal) => isIn([root], rootOf(literal))),
      root,
    ).toBe(true)
  }
})

test("a page that no cache may keep, or whose address holds a token, is not prerendered", () => {
  const pages = pageSets.withToken.filter((root) => !root.startsWith("/api/") && root !== "/calendar")
  for (const root of [...pageSets.noStore, ...pages]) expect(isIn(pageSets.perRequest, root), root).toBe(true)
  for (const root of pages) expect(isIn(pageSets.noStore, root), root).toBe(true)
})

test("a set holds a page and what lies under it, and no page whose name only begins like it", () => {
  expect(["/cont", "/cont/setari", "/cont-nou", "/"].map((path) => isIn(["/cont"], path))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test("the offer of a link is kept as part of its campaign", () => {
  expect(campaignOf(new URLSearchParams({ [queryNames.offer]: "familia-1" }))).toEqual({
    pachet: "familia-1",
  })
})
