import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createContext, runInContext } from "node:vm"
import { gzipSync } from "node:zlib"
import { z } from "zod"

export type MeasuredRoute = { readonly route: string; readonly files: number; readonly bytes: number }

/** Thousands of bytes, gzip, by the start of the address: the longest that fits counts. */
export type Budgets = Readonly<Record<string, number>>

/** The scripts that the first visit to each page loads, compressed, without polyfills for old browsers. */
export function measureRoutes(build: string): MeasuredRoute[] {
  const entries = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(build, "app-path-routes-manifest.json"), "utf8")))
  return Object.entries(entries)
    .filter(([entry]) => entry.endsWith("/page"))
    .map(([entry, route]) => {
      const files = [...new Set(firstLoadScripts(build, entry, route))]
      return {
        route,
        files: files.length,
        bytes: files.reduce((sum, file) => sum + gzipSize(build, file), 0),
      }
    })
    .sort((a, b) => a.route.localeCompare(b.route))
}

export function budgetOf(route: string, budgets: Budgets): number {
  const fits = Object.keys(budgets).filter((start) => start === "/" || `${route}/`.startsWith(`${start}/`))
  const longest = fits.sort((a, b) => b.length - a.length)[0]
  const budget = longest === undefined ? undefined : budgets[longest]
  if (budget === undefined) throw new Error(`No budget for ${route}`)
  return budget
}

/** A prerendered page says itself what it loads; for the others Next lists the chunks of every segment. */
function firstLoadScripts(build: string, entry: string, route: string): string[] {
  const page = join(build, "server/app", route === "/" ? "index.html" : `${route}.html`)
  return existsSync(page) ? scriptsInHtml(readFileSync(page, "utf8")) : scriptsInManifests(build, entry)
}

function scriptsInHtml(html: string): string[] {
  const tags = html.match(/<script\b[^>]*\ssrc="[^"]+"[^>]*>|<link\b[^>]*\brel="modulepreload"[^>]*>/g) ?? []
  return tags
    .filter((tag) => !/\snomodule\b/i.test(tag))
    .flatMap((tag) => /(?:src|href)="\/_next\/([^"?]+)/.exec(tag)?.[1] ?? [])
}

const rootFiles = z.object({ rootMainFiles: z.array(z.string()) })
const entryFiles = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) })

function scriptsInManifests(build: string, entry: string): string[] {
  const folder = join(build, "server/app", entry)
  const { rootMainFiles } = rootFiles.parse(
    JSON.parse(readFileSync(join(folder, "build-manifest.json"), "utf8")),
  )
  const context = createContext({})
  runInContext(
    `globalThis.__RSC_MANIFEST = {};${readFileSync(`${folder}_client-reference-manifest.js`, "utf8")}`,
    context,
  )
  const manifest: unknown = JSON.parse(runInContext("JSON.stringify(globalThis.__RSC_MANIFEST)", context))
  const { entryJSFiles } = z.record(z.string(), entryFiles).parse(manifest)[entry] ?? { entryJSFiles: {} }
  return [...rootMainFiles, ...Object.values(entryJSFiles).flat()]
}

const gzipSize = (build: string, file: string) => gzipSync(readFileSync(join(build, file))).length
