/** Set by scripts/test.ts, which starts the servers and the stand-ins. */
export const environment = {
  baseUrl: required("E2E_BASE_URL"),
  mailUrl: required("E2E_MAIL_URL"),
  paymentsUrl: required("E2E_PAYMENTS_URL"),
  gatewayUrl: required("E2E_GATEWAY_URL"),
  databaseUrl: required("E2E_DATABASE_URL"),
  cronSecret: required("CRON_SECRET"),
}

function required(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: run the end-to-end tests with npm test or npm run test:e2e`)
  return value
}
