import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

/** A small tree with the folders of this repository. Each forbidden import is in a file of its own. */
const lawful = {
  "lib/domain/rule.ts": `import type { Other } from "./other"\nexport const rule = (it: Other) => it`,
  "lib/domain/other.ts": "export type Other = string",
  "db/client.ts": `import postgres from "postgres"\nexport const db = postgres`,
  "db/queries/cards.ts": `import { sql } from "drizzle-orm"\nimport "../client"\nexport const card = sql`,
  "lib/mail/send.ts": `import { Resend } from "resend"\nexport const send = Resend`,
  "lib/cards/link.ts": `import { card } from "@/db/queries/cards"\nimport { rule } from "@/lib/domain/rule"\nexport const link = [card, rule]`,
  "components/ui/button.tsx": `import { clsx } from "clsx"\nexport const Button = clsx`,
  "lib/outbox/enqueue.ts": `import { card } from "@/db/queries/cards"\nexport const enqueue = card`,
  "lib/cards/mailing.ts": `import { enqueue } from "@/lib/outbox/enqueue"\nexport const mailing = enqueue`,
  "cli/list.ts": `import { link } from "@/lib/cards/link"\nexport const list = link`,
  "stand-ins/server.ts": `import { createServer } from "node:http"\nexport const server = createServer`,
  "app/_server/gate.ts": `import { headers } from "next/headers"\nexport const gate = headers`,
  "app/(site)/intra/add.schema.ts": `import { z } from "zod"\nexport const add = z`,
  "app/(site)/intra/actions.ts": `import { gate } from "@/app/_server/gate"\nimport { link } from "@/lib/cards/link"\nimport { add } from "./add.schema"\nexport const act = [add, gate, link]`,
  "app/(site)/intra/[token]/page.tsx": `import { Button } from "@/components/ui/button"\nimport { act } from "../actions"\nexport const page = [Button, act]`,
}

const forbidden: Record<string, { code: string; law: string }> = {
  "lib/domain/clock.ts": { code: `import "zod"`, law: "domain-imports-only-domain" },
  "lib/domain/up.ts": { code: `import "@/db/client"`, law: "domain-imports-only-domain" },
  "lib/domain/about.ts": { code: `import "./round"`, law: "no-cycles" },
  "lib/cards/sql.ts": { code: `import "drizzle-orm"`, law: "sql-stays-in-db" },
  "lib/cards/direct.ts": { code: `import "next/headers"`, law: "use-cases-know-no-framework" },
  "lib/cards/hidden.ts": { code: `import "@/lib/helper"`, law: "use-cases-know-no-framework" },
  "lib/cards/vendor.ts": { code: `import "@/lib/mail/send"`, law: "use-cases-know-no-framework" },
  "lib/cards/markup.ts": { code: `import "react"`, law: "use-cases-render-nothing" },
  "lib/orders/neighbour.ts": { code: `import "@/lib/cards/link"`, law: "features-do-not-import-each-other" },
  "lib/orders/wired.ts": {
    code: `import "@/lib/app-context"`,
    law: "composition-root-is-for-app-and-cli",
  },
  "lib/outbox/feature.ts": { code: `import "@/lib/cards/link"`, law: "mechanisms-import-no-feature" },
  "lib/limits/vendor.ts": { code: `import "@/lib/mail/send"`, law: "use-cases-know-no-framework" },
  "db/mechanism.ts": { code: `import "@/lib/outbox/enqueue"`, law: "storage-and-mails-import-only-down" },
  "lib/runtime/leaf.ts": { code: `import "@/lib/cards/link"`, law: "leaves-import-only-domain-and-leaves" },
  "cli/storage.ts": { code: `import "@/db/queries/cards"`, law: "cli-knows-only-use-cases" },
  "cli/vendor.ts": { code: `import "stripe"`, law: "cli-knows-only-use-cases" },
  "cli/wired.ts": { code: `import "@/app/_server/gate"`, law: "nothing-imports-app" },
  "stand-ins/product.ts": {
    code: `import "@/lib/domain/rule"`,
    law: "stand-ins-import-nothing-of-the-product",
  },
  "lib/cards/stand-in.ts": { code: `import "@/stand-ins/server"`, law: "product-imports-no-scripts" },
  "lib/auth/door.ts": { code: `import "@/lib/cards/link"`, law: "doors-import-no-feature" },
  "lib/auth/mail.ts": { code: `import "resend"`, law: "resend-has-one-door" },
  "lib/mail/hash.ts": { code: `import "@node-rs/argon2"`, law: "sign-in-has-one-door" },
  "lib/upwards.ts": { code: `import "@/app/_server/gate"`, law: "nothing-imports-app" },
  "db/upwards.ts": { code: `import "@/lib/cards/link"`, law: "storage-and-mails-import-only-down" },
  "emails/rich.tsx": { code: `import "@/lib/env"`, law: "emails-import-only-react-domain-and-paths" },
  "components/ui/smart.tsx": { code: `import "@/lib/domain/rule"`, law: "ui-takes-primitive-props" },
  "components/reads.tsx": { code: `import "@/db/queries/cards"`, law: "components-only-look" },
  "components/acts.tsx": {
    code: `import "@/lib/cards/link"`,
    law: "components-know-types-of-use-cases-only",
  },
  "app/(site)/intra/query.ts": {
    code: `import "@/db/queries/cards"`,
    law: "app-knows-no-storage-and-no-vendor",
  },
  "app/(site)/iesi/actions.ts": { code: `import "../intra/actions"`, law: "routes-do-not-import-each-other" },
  "app/(site)/iesi/[token]/page.tsx": {
    code: `import "@/app/(site)/intra/actions"`,
    law: "routes-do-not-import-each-other",
  },
  "app/(site)/layout.tsx": { code: `import "./intra/actions"`, law: "layouts-import-no-route" },
  "app/(site)/iesi/fat.schema.ts": { code: `import "@/lib/env"`, law: "schemas-import-only-zod-and-domain" },
  "lib/cards/under-test.ts": { code: `import "@/tests/support"`, law: "product-imports-no-tests" },
  "lib/cards/tooling.ts": { code: `import "vitest"`, law: "product-needs-only-dependencies" },
}

const support = {
  "lib/domain/round.ts": `import "./about"`,
  "lib/helper.ts": `import { headers } from "next/headers"\nexport const helper = headers`,
  "lib/env.ts": "export const env = {}",
  "lib/app-context.ts": "export const app = {}",
  "tests/support.ts": "export const support = {}",
}

const project = resolve(import.meta.dirname, "../..")
const house = mkdtempSync(join(tmpdir(), "import-law-"))
let violations: { from: string; law: string }[] = []

beforeAll(() => {
  const codes = Object.entries(forbidden).map(([file, { code }]) => [file, code] as const)
  for (const [file, code] of [...Object.entries({ ...lawful, ...support }), ...codes]) {
    mkdirSync(join(house, dirname(file)), { recursive: true })
    writeFileSync(join(house, file), `${code}\nexport {}\n`)
  }
  for (const file of ["tsconfig.json", "package.json"]) copyFileSync(join(project, file), join(house, file))
  symlinkSync(join(project, "node_modules"), join(house, "node_modules"))
  violations = findViolations()
}, 60_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

test.each(Object.entries(forbidden))("%s is refused", (file, { law }) => {
  expect(violations).toContainEqual({ from: file, law })
})

test.each(Object.keys(lawful))("%s is lawful", (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([])
})

function findViolations() {
  const config = join(project, ".dependency-cruiser.mjs")
  const tool = join(project, "node_modules/.bin/depcruise")
  const floors = ["app", "cli", "components", "db", "emails", "lib", "stand-ins", "tests"]
  const run = spawnSync(tool, ["--config", config, "--output-type", "json", ...floors], {
    cwd: house,
    encoding: "utf8",
    maxBuffer: 50_000_000,
  })
  const violation = z.object({ from: z.string(), rule: z.object({ name: z.string() }) })
  const report = z.object({ summary: z.object({ violations: z.array(violation) }) })
  if (!run.stdout) throw new Error(run.stderr)
  const { summary } = report.parse(JSON.parse(run.stdout))
  return summary.violations.map(({ from, rule }) => ({ from, law: rule.name }))
}
