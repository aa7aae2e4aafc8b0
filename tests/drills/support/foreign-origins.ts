import { environment } from "./drill"
import type { Headers } from "./visitor"

const evil = "https://evil.example"
const noOrigin = { origin: undefined }

/** The headers of a POST that does not come from a page of ours. */
export const foreignOrigins: Readonly<Record<string, Headers>> = {
  "another site": { origin: evil },
  "another site, with a forwarded host to match": {
    origin: evil,
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  },
  "another site, with a host to match": { origin: evil, host: "evil.example" },
  "a null origin": { origin: "null" },
  "a null origin that says same-origin": { origin: "null", "sec-fetch-site": "same-origin" },
  "an empty origin": { origin: "" },
  "an empty origin from another site": { origin: "", "sec-fetch-site": "cross-site" },
  "an empty origin from a sibling": { origin: "", "sec-fetch-site": "same-site" },
  "no origin from another site": { ...noOrigin, "sec-fetch-site": "cross-site" },
  "no origin from a sibling": { ...noOrigin, "sec-fetch-site": "same-site" },
  "no origin and no Sec-Fetch-Site": noOrigin,
  "another port": { origin: "http://localhost:1" },
  "another scheme": { origin: environment.appUrl.replace("http:", "https:") },
}
