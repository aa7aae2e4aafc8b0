import { testSeller } from "./seller.ts"

/**
 * Every variable that the product and its commands require, for tests and benchmarks. No value is a real
 * secret, and no address is real: each test run starts its own database and stand-ins and passes their
 * addresses on.
 */
export const testEnvironment = {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgres://tests-make-their-own.invalid/none",
  AUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  CRON_SECRET: "a-cron-secret-for-tests-only-0123456789abcdef",
  RESEND_API_KEY: "re_tests_make_their_own",
  STRIPE_SECRET_KEY: "sk_test_tests_make_their_own",
  STRIPE_WEBHOOK_SECRET: "whsec_for_tests_only_0123456789abcdefgh",
  ENTITLEMENT_URL: "https://gateway-of-the-tests.invalid",
  ENTITLEMENT_SECRET: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  OPERATOR_NAME: "Olga Operator",
  MAIL_FROM: "Focus Sat <cont@focussat.example>",
  SELLER_NAME: testSeller.name,
  SELLER_CUI: testSeller.cui,
  SELLER_REGISTER_NUMBER: testSeller.registerNumber,
  SELLER_ADDRESS: testSeller.address,
  SELLER_PHONE: testSeller.phone,
  SELLER_EMAIL: testSeller.email,
}
