import type { MetadataRoute } from "next"
import { absoluteUrl } from "@/lib/env"
import { paths } from "@/lib/paths"

const pages = [
  paths.home,
  paths.catalogue,
  paths.signUp,
  paths.signIn,
  paths.terms,
  paths.privacy,
  paths.cookies,
]

export default function sitemap(): MetadataRoute.Sitemap {
  return pages.map((path) => ({ url: absoluteUrl(path) }))
}
