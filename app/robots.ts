import type { MetadataRoute } from "next"
import { absoluteUrl } from "@/lib/env"

export default function robots(): MetadataRoute.Robots {
  const privatePages = ["/api/", "/cont/", "/activare/", "/parola-noua/"]
  return {
    rules: { userAgent: "*", allow: "/", disallow: privatePages },
    sitemap: absoluteUrl("/sitemap.xml"),
  }
}
