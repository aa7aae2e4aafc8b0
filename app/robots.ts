import type { MetadataRoute } from "next"
import { absoluteUrl } from "@/lib/env"
import { pageSets } from "@/lib/paths"

export default function robots(): MetadataRoute.Robots {
  const disallow = pageSets.hidden.map((root) => `${root}/`)
  return {
    rules: { userAgent: "*", allow: "/", disallow },
    sitemap: absoluteUrl("/sitemap.xml"),
  }
}
