import { inDataFolder } from "./data-folder"
import { isSet } from "./local-environment"

const demoAddress = "demo@focussat.example"

type StartedProduct = {
  readonly env: NodeJS.ProcessEnv
  readonly mailUrl: string | undefined
  readonly paymentsUrl: string | undefined
  readonly gatewayUrl: string | undefined
  /** Undefined when no demo data was loaded. */
  readonly demoPassword: string | undefined
  readonly isDevelopment: boolean
}

/** The lines that `npm start` prints when it is ready. */
export function startSummary(product: StartedProduct): string {
  const { env, mailUrl, paymentsUrl, gatewayUrl, demoPassword } = product
  const isDemo = demoPassword !== undefined
  // A secret that the person set is not for screens and logs.
  const secret = isSet("CRON_SECRET") ? "$CRON_SECRET" : env.CRON_SECRET
  const cron = `curl -H "Authorization: Bearer ${secret}" ${env.APP_URL}/api/cron/expiry-alerts`
  const lines = [
    ["Application", `${env.APP_URL}`],
    ["Inbox", mailUrl ? `${mailUrl}/inbox` : "at the mail provider: RESEND_API_KEY is set"],
    ["Paying", paymentsUrl ? "a stand-in's page: no money moves" : "at Stripe: STRIPE_SECRET_KEY is set"],
    [
      "Cards",
      gatewayUrl ? `${gatewayUrl} shows what each may decode` : "at the gateway: ENTITLEMENT_URL is set",
    ],
    ["Sign in as", isDemo ? `${demoAddress}  ${demoPassword}` : "your own account: no demo data"],
    [
      "Smartcards",
      isDemo ? "020 0000 0001 to 020 0000 0200 are free to add" : "npm run import -- smartcards FILE.csv",
    ],
    ["Reminders", cron],
    ["Log", product.isDevelopment ? "below" : inDataFolder("app.log")],
    ["To stop", "Ctrl-C"],
  ]
  return lines.map(([name = "", value]) => `  ${name.padEnd(13)}${value}`).join("\n")
}
