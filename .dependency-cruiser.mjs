/**
 * The import law of docs/decisions/0001: imports only go down.
 * app → components → lib/<feature> → db, emails, lib/{mail,payments,entitlements,pdf,auth} → lib/domain
 */
const tests = "(\\.test\\.tsx?$|^tests/|^e2e/|^bench/)"
const leaf = "^lib/(env|((help|settings)-)?paths)\\.ts$|^lib/runtime/"
const doors = "mail|payments|entitlements|pdf|auth"
/** What several features call: below them, each in a folder named after what it does. */
const mechanisms = "audit|limits|outbox|bulk-import|vat|invoice-pdfs|periods"
const features = `^lib/(?!(?:domain|runtime|${doors}|${mechanisms})/)([^/]+)/`
const packages = (...names) => `(^|/)node_modules/(${names.join("|")})(/|$)`
/** Modules that stand in package.json whether or not they are installed. */
const named = (...names) => `^(${names.join("|")})(/|$)`
const anyOf = (...names) => [packages(...names), named(...names)]

const rule = (name, from, to) => ({
  name,
  severity: "error",
  from: { ...from, pathNot: [tests, ...[from.pathNot ?? []].flat()] },
  to,
})

export default {
  forbidden: [
    rule("no-cycles", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    rule("resolvable", {}, { couldNotResolve: true }),
    // What several forms ask for stands in lib/domain too, as a schema: the next law is for those.
    rule(
      "domain-imports-only-domain",
      { path: "^lib/domain/", pathNot: "\\.schema\\.ts$" },
      { pathNot: "^lib/domain/" },
    ),
    rule(
      "schemas-import-only-zod-and-domain",
      { path: "\\.schema\\.ts$" },
      { pathNot: ["^lib/domain/", ...anyOf("zod")] },
    ),
    rule(
      "sql-stays-in-db",
      { pathNot: ["^db/", "^scripts/", "^drizzle\\.config\\.ts$"] },
      { path: anyOf("drizzle-orm", "postgres", "drizzle-kit", "pg") },
    ),
    rule(
      "emails-import-only-react-domain-and-paths",
      { path: "^emails/" },
      {
        pathNot: [
          "^emails/",
          "^lib/domain/",
          "^lib/((help|settings)-)?paths\\.ts$",
          ...anyOf("react", "@react-email/[^/]+", "@types/react"),
        ],
      },
    ),
    rule(
      "use-cases-know-no-framework",
      { path: [features, `^lib/(${mechanisms})/`] },
      { path: anyOf("next", "next-auth", "resend", "stripe"), reachable: true },
    ),
    // Mails are rendered with react, below the use cases that send them.
    rule(
      "use-cases-render-nothing",
      { path: features },
      { path: ["^emails/", ...anyOf("react", "react-dom")] },
    ),
    rule("mechanisms-import-no-feature", { path: `^lib/(${mechanisms})/` }, { path: features }),
    rule("features-do-not-import-each-other", { path: features }, { path: features, pathNot: "^lib/$1/" }),
    rule("resend-has-one-door", { pathNot: "^lib/mail/" }, { path: anyOf("resend") }),
    rule("pdf-has-one-door", { pathNot: ["^lib/pdf/", "^scripts/"] }, { path: anyOf("pdfkit") }),
    rule(
      "stripe-has-one-door",
      { pathNot: ["^lib/payments/", "^(scripts|stand-ins)/"] },
      { path: anyOf("stripe") },
    ),
    rule(
      "sign-in-has-one-door",
      { pathNot: ["^lib/auth/", "^scripts/"] },
      { path: anyOf("next-auth", "@node-rs/argon2") },
    ),
    rule(
      "ui-takes-primitive-props",
      { path: "^components/ui/" },
      { pathNot: ["^components/ui/", ...anyOf("react", "react-dom", "@types/react", "clsx")] },
    ),
    rule(
      "components-only-look",
      { path: "^components/" },
      { path: ["^app/", "^db/", "^emails/", "^lib/(env|app|app-context)\\.ts$"] },
    ),
    rule(
      "components-know-types-of-use-cases-only",
      { path: "^components/" },
      { path: `^lib/(?!domain/|((help|settings)-)?paths\\.ts$)`, dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "app-knows-no-storage-and-no-vendor",
      { path: "^app/" },
      { path: ["^db/", "^emails/", ...anyOf("resend", "stripe", "next-auth", "@node-rs/argon2")] },
    ),
    // Two shapes: files of a route, and files of its part with a parameter (`[token]/`).
    ...["^app/.*?([a-z0-9-]+)/[^/]+$", "^app/.*?([a-z0-9-]+)/\\[[^/]+/[^/]+$"].map((path) =>
      rule(
        "routes-do-not-import-each-other",
        { path },
        { path: "^app/.*[a-z0-9-]/", pathNot: ["/$1/", "/_[^/]+/"] },
      ),
    ),
    rule(
      "layouts-import-no-route",
      { path: ["^app/[^/]+$", "^app/\\([^/]+/[^/]+$"] },
      { path: "^app/.*[a-z0-9-]+/", pathNot: "/_[^/]+/" },
    ),
    rule(
      "cli-knows-only-use-cases",
      { path: "^cli/" },
      {
        path: [
          "^(app|db|emails|components)/",
          ...anyOf("resend", "stripe", "next", "next-auth", "drizzle-orm"),
        ],
      },
    ),
    rule("nothing-imports-app", { pathNot: ["^app/", "^scripts/"] }, { path: "^app/" }),
    rule(
      "storage-and-mails-import-only-down",
      { path: "^(db|emails)/" },
      { path: ["^components/", features, `^lib/(${doors}|${mechanisms}|app|app-context)(/|\\.)`] },
    ),
    rule(
      "doors-import-no-feature",
      { path: `^lib/(${doors})/` },
      { path: ["^components/", "^app/", features] },
    ),
    rule(
      "leaves-import-only-domain-and-leaves",
      { path: leaf },
      { path: "^(app|components|emails|lib)/", pathNot: ["^lib/domain/", leaf] },
    ),
    rule(
      "composition-root-is-for-app-and-cli",
      { pathNot: ["^(app|cli)/", "^scripts/demo-data/", "^instrumentation\\.ts$"] },
      { path: "^lib/app-context\\.ts$" },
    ),
    rule("lib-shows-nothing", { path: "^lib/" }, { path: "^components/" }),
    {
      name: "product-imports-no-tests",
      severity: "error",
      // Pictures of mails and invoices are drawn from the samples of the tests; vitest.config.ts sets their
      // environment.
      from: { pathNot: [tests, "^scripts/assets/", "^vitest\\.config\\.ts$"] },
      to: { path: tests },
    },
    rule(
      "product-imports-no-scripts",
      { path: "^(app|components|lib|db|emails)/|^(proxy|instrumentation)\\.ts$" },
      { path: "^(scripts|stand-ins|cli|bench)/" },
    ),
    rule(
      "stand-ins-import-nothing-of-the-product",
      { path: "^stand-ins/" },
      { path: "^(app|cli|components|db|emails|lib|scripts)/" },
    ),
    rule(
      "product-needs-only-dependencies",
      { path: "^(app|components|lib|db|emails)/|^(proxy|instrumentation)\\.ts$" },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: packages("@types") },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next(-test)?|docs)/|^next-env\\.d\\.ts$" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
