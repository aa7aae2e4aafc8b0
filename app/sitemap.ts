import type { MetadataRoute } from "next"
import { helpTopics } from "@/lib/domain/words/help-topics"
import { currentTermsVersion, saleVersions } from "@/lib/domain/words/terms"
import { absoluteUrl } from "@/lib/env"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"

const pages = [
  paths.home,
  paths.catalogue,
  paths.signUp,
  paths.signIn,
  paths.terms,
  paths.privacy,
  paths.cookies,
  helpPaths.home,
  helpPaths.contact,
  ...helpTopics.map(helpPaths.topic),
  paths.accessibility,
  paths.identity,
]

/** Only where the day of the last change is known: a date that changes with each build says nothing. */
const lastChanges: Readonly<Record<string, string>> = {
  // Three texts stand there; a version is the day from which its text holds.
  [paths.terms]: [currentTermsVersion, ...Object.values(saleVersions)].sort().at(-1) ?? currentTermsVersion,
}

export default function sitemap(): MetadataRoute.Sitemap {
  return pages.map((path) => {
    const lastModified = lastChanges[path]
    return { url: absoluteUrl(path), ...(lastModified && { lastModified }) }
  })
}
