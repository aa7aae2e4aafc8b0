/**
 * Runs after `next build`. A prerendered page has no nonce, so it gets a policy with the hashes of its own
 * inline scripts. The policy goes into the `.meta` file, whose headers Next sends with the prerendered page
 * only.
 */
import { copyFileSync, globSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { z } from "zod"
import { pagePolicy } from "../../lib/runtime/content-security-policy"
import { forbiddenInlineCode, inlineScriptHashes } from "./inline-code"

const build = process.env.NEXT_DIST_DIR ?? ".next"
const https = process.env.APP_URL?.startsWith("https://") ?? false

const pages = join(build, "server/app")
const metaFile = z.looseObject({ status: z.number().optional(), headers: z.record(z.string(), z.string()) })

// Next's own page for a failed render is English and has inline styles; app/global-error.tsx does not replace
// it.
for (const page of ["app/_global-error.html", "pages/500.html"]) {
  copyFileSync("scripts/build/fatal-error.html", join(build, "server", page))
}

const prerendered = globSync("**/*.html", { cwd: pages }).map((file) => join(pages, file))
const problems = [...prerendered.flatMap(addPolicy), ...pagesWithoutPolicy()]
if (problems.length > 0) {
  console.error(`Pages that the content security policy does not fit:\n  ${problems.join("\n  ")}`)
  process.exit(1)
}
console.log(`Content security policy written for ${prerendered.length} prerendered pages`)

function addPolicy(page: string): string[] {
  const html = readFileSync(page, "utf8")
  const path = page.replace(/\.html$/, ".meta")
  const meta = metaFile.parse(JSON.parse(readFileSync(path, "utf8")))
  meta.headers["content-security-policy"] = pagePolicy({ scriptHashes: inlineScriptHashes(html) }, { https })
  // Next would let shared caches keep a page for a year, beyond the next deployment, and the not-found page
  // at an encoded address too (`/term%65ni`).
  const isError = meta.status !== undefined
  meta.headers["cache-control"] = isError ? "private, no-store" : "public, max-age=0, must-revalidate"
  writeFileSync(path, JSON.stringify(meta))
  return forbiddenInlineCode(html).map((tag) => `${relative(pages, page)}: ${tag}`)
}

/** Lists the pages that have no policy: not prerendered, and not matched by proxy.ts, which sets a nonce. */
function pagesWithoutPolicy(): string[] {
  const matched = proxyMatchers()
  const closed = closedRoutes()
  return pageRoutes()
    .filter((route) => !prerendered.includes(join(pages, route === "/" ? "index.html" : `${route}.html`)))
    .filter((route) => !closed.has(route))
    .filter(
      (route) => !matched.some((matcher) => matcher.test(route.replace(/\[+(?:\.\.\.)?([^\]]+)\]+/g, "$1"))),
    )
    .map((route) => `${route}: rendered for each request, but missing in the matcher of proxy.ts`)
}

/** Routes with a parameter of which every page is prerendered: any other address is not found. */
function closedRoutes(): ReadonlySet<string> {
  const manifest = z.object({
    dynamicRoutes: z.record(z.string(), z.object({ fallback: z.unknown() })),
  })
  const { dynamicRoutes } = manifest.parse(readBuildJson("prerender-manifest.json"))
  return new Set(Object.keys(dynamicRoutes).filter((route) => dynamicRoutes[route]?.fallback === false))
}

function pageRoutes(): string[] {
  const routes = z.record(z.string(), z.string()).parse(readBuildJson("app-path-routes-manifest.json"))
  return Object.keys(routes)
    .filter((entry) => entry.endsWith("/page"))
    .map((entry) => routes[entry] ?? entry)
}

/** The matchers that apply to every request, without a condition on its headers. */
function proxyMatchers(): RegExp[] {
  const matcher = z.object({ regexp: z.string(), has: z.array(z.unknown()).optional() })
  const manifest = z.object({
    functions: z.object({ "/_middleware": z.object({ matchers: z.array(matcher) }) }),
  })
  const { functions } = manifest.parse(readBuildJson("server/functions-config-manifest.json"))
  return functions["/_middleware"].matchers.filter((one) => !one.has).map((one) => new RegExp(one.regexp))
}

function readBuildJson(file: string): unknown {
  return JSON.parse(readFileSync(join(build, file), "utf8"))
}
