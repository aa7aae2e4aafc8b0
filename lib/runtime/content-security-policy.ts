type PageTrust =
  /** A page rendered for this one request: what bears the nonce runs, and what that loads. */
  | { readonly nonce: string }
  /** A page rendered once for everybody: exactly these inline scripts run, and files of ours. */
  | { readonly scriptHashes: readonly string[] }

type PolicyOptions = {
  /** Pages reached over https: everything they load is too. */
  readonly https: boolean
  /** Where a form's redirect may lead besides us: the hosted payment page. */
  readonly formTargets?: readonly string[]
  /** `next dev` compiles in the browser and injects styles. */
  readonly development?: boolean
}

/**
 * The policy of a page. Nothing foreign loads, nothing inline runs without its nonce or hash, nobody frames us.
 * A hosted payment page is reached by a redirect of ours: its origin joins `form-action`.
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
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ]
  if (https) directives.push("upgrade-insecure-requests")
  return directives.join("; ")
}

function scriptSources(trust: PageTrust): readonly string[] {
  if ("nonce" in trust) return ["'self'", `'nonce-${trust.nonce}'`, "'strict-dynamic'"]
  return ["'self'", ...trust.scriptHashes.map((hash) => `'${hash}'`)]
}

/** The policy of an answer that is no page (JSON, a file): should a browser ever show it as one, nothing in it runs. */
export const nonPagePolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
