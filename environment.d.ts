/**
 * The variables that scripts, tests and Next's own files read from the process; the product reads its own
 * through lib/env.ts. A name that is not listed here, and not read with brackets, fails to compile.
 */
declare namespace NodeJS {
  interface ProcessEnv {
    APP_URL?: string | undefined
    BENCH_NODE_OPTIONS?: string | undefined
    BENCH_PORT?: string | undefined
    CHROMIUM_PATH?: string | undefined
    CRON_SECRET?: string | undefined
    DATA_FOLDER?: string | undefined
    DATABASE_DIRECT_URL?: string | undefined
    DATABASE_URL?: string | undefined
    DEMO_DATA?: string | undefined
    DEMO_PASSWORD?: string | undefined
    DRILL_SIZE?: string | undefined
    DRILL_TASK?: string | undefined
    E2E_TRACE?: string | undefined
    E2E_BASE_URL?: string | undefined
    FIREFOX_PATH?: string | undefined
    HOME?: string | undefined
    INIT_CWD?: string | undefined
    NEXT_DEPLOYMENT_ID?: string | undefined
    NEXT_DIST_DIR?: string | undefined
    NEXT_RUNTIME?: string | undefined
    OPERATOR_NAME?: string | undefined
    PATH?: string | undefined
    PORT?: string | undefined
    PRODUCT?: string | undefined
    RESEND_API_KEY?: string | undefined
    SERIAL_LENGTH?: string | undefined
    STRIPE_SECRET_KEY?: string | undefined
    STRIPE_WEBHOOK_SECRET?: string | undefined
  }
}
