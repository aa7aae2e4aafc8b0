/** Where browsers report what a policy blocked (app/api/csp-reports), and its name in headers. */
export const reportEndpoint = "/api/csp-reports"
export const reportGroup = "csp"

/** Firefox knows `report-uri` alone; browsers that know `report-to` leave it out. */
const reports = [`report-uri ${reportEndpoint}`, `report-to ${reportGroup}`]

type PageTrust =
  /** A page rendered for one request: scripts with the nonce run, and the scripts that they load. */
  | { readonly nonce: string }
  /** A prerendered page: inline scripts with these hashes run, and script files of our origin. */
  | { readonly scriptHashes: readonly string[] }

type PolicyOptions = {
  /** The product is reached over https: everything that a page loads is upgraded to https. */
  readonly https: boolean
  /** Origins, besides ours, to which a form may redirect: the hosted payment page. */
  readonly formTargets?: readonly string[]
  /** `next dev` needs `eval` and inline styles. */
  readonly development?: boolean
}

/**
 * The policy of a page: no resource of another origin, no inline script without nonce or hash, no framing. A
 * form that redirects to the payment page needs that origin in `form-action`.
 */
export function pagePolicy(
  trust: PageTrust,
  { https, development = false, formTargets = [] }: PolicyOptions,
): string {
  const directives = [
    "default-src 'none'",
    `script-src ${scriptSources(trust).join(" ")}${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...reports,
  ]
  if (https) directives.push("upgrade-insecure-requests")
  return directives.join("; ")
}

function scriptSources(trust: PageTrust): readonly string[] {
  if ("nonce" in trust) return ["'self'", `'nonce-${trust.nonce}'`, "'strict-dynamic'"]
  return ["'self'", ...trust.scriptHashes.map((hash) => `'${hash}'`)]
}

/** The policy of JSON and files. If a browser shows one as a page, nothing in it loads or runs. */
export const nonPagePolicy = [
  "default-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  ...reports,
].join("; ")

/** Of the worker's script. A service worker obeys its own policy: it may fetch from us, and nothing else. */
export const workerPolicy = nonPagePolicy.replace(
  "default-src 'none'",
  "default-src 'none'; connect-src 'self'",
)
