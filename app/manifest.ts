import type { MetadataRoute } from "next"
import { paths } from "@/lib/paths"
import { frameColours } from "./theme-colours"

const icon = (name: string, size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${name}-${size}.png`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
})

/** What a phone shows of the account that was put on its first screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Focus Sat",
    short_name: "Focus Sat",
    description: "Vezi când expiră pachetele de programe, plătești online și activezi cu un clic.",
    lang: "ro",
    dir: "ltr",
    start_url: paths.account,
    scope: "/",
    display: "standalone",
    theme_color: frameColours.light,
    background_color: frameColours.light,
    categories: ["entertainment", "utilities"],
    icons: [
      icon("icon", 192, "any"),
      icon("icon", 512, "any"),
      icon("maskable", 192, "maskable"),
      icon("maskable", 512, "maskable"),
    ],
    shortcuts: [
      { name: "Reîncarcă", url: paths.topUp, icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] },
      { name: "Comenzi", url: paths.orders, icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] },
    ],
  }
}
