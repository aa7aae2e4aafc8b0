/** The one speller of this product's addresses. Paths only: `absoluteUrl` in lib/env.ts puts APP_URL before them. */
export const paths = {
  home: "/",
  catalogue: "/pachete",
  signUp: "/cont-nou",
  checkInbox: "/verifica-email",
  activation: (token: string) => `/activare/${token}`,
  signIn: "/autentificare",
  /** The sign-in page says that the password was changed. */
  signInAfterReset: "/autentificare/parola-schimbata",
  signInThen: (returnTo: string) => `/autentificare?inapoi=${encodeURIComponent(returnTo)}`,
  forgotPassword: "/parola-uitata",
  newPassword: (token: string) => `/parola-noua/${token}`,
  /** Under the account, so that only its owner, signed in, can confirm. */
  emailChange: (token: string) => `/cont/email/${token}`,
  account: "/cont",
  accountOverviewJson: "/api/account/overview",
  smartcards: "/cont/smartcarduri",
  topUp: "/cont/comanda",
  orders: "/cont/comenzi",
  billing: "/cont/date-facturare",
  withdrawal: "/cont/retragere",
  settings: "/cont/setari",
  accountExport: "/api/account/export",
  accountClosed: "/cont-inchis",
  terms: "/termeni",
  privacy: "/confidentialitate",
  cookies: "/cookie-uri",
} as const

/** Those of one order and of its making: apart, so that public pages do not carry them. */
export const orderPaths = {
  one: (id: string) => `/cont/comenzi/${id}`,
  /** Where the pay page leads back to: asks the provider at once what became of it. */
  afterPayment: (id: string) => `/cont/comenzi/${id}?de-la-plata=1`,
  json: (id: string) => `/api/orders/${id}`,
  confirm: "/cont/comanda/confirmare",
  choose: (offerCode: string) => `/cont/comanda?pachet=${offerCode}`,
  renew: (linkId: string, offerCode: string) => `/cont/comanda?card=${linkId}&pachet=${offerCode}`,
  /** One thing that was bought: a button that starts it, where it stands, another card for it. */
  activation: (subscriptionId: string) => `/cont/activare/${subscriptionId}`,
  activationJson: (subscriptionId: string) => `/api/subscriptions/${subscriptionId}`,
  invoice: (invoiceId: string) => `/cont/facturi/${invoiceId}`,
  invoicePdf: (invoiceId: string) => `/api/invoices/${invoiceId}`,
  /** All of a year as one file. */
  invoicesOfYear: (year: number) => `/api/invoices/an/${year}`,
  /** The customer's list, from its first page on. */
  list: ({
    search = "",
    year = null,
    page = 1,
  }: {
    search?: string
    year?: number | null
    page?: number
  }) => {
    const query = new URLSearchParams({
      ...(search && { cauta: search }),
      ...(year && { an: String(year) }),
      ...(page > 1 && { pagina: String(page) }),
    })
    return query.size > 0 ? `/cont/comenzi?${query}` : "/cont/comenzi"
  },
  withdraw: (orderId: string) => `/cont/retragere/${orderId}`,
  withdrawConfirm: (orderId: string) => `/cont/retragere/${orderId}/confirmare`,
  withdrawalReceipt: (withdrawalId: string) => `/cont/retragere/dovada/${withdrawalId}`,
  /** With a way back to the order. */
  billing: "/cont/date-facturare?pentru=comanda",
} as const

/** Those that only mails lead to. */
export const mailPaths = {
  /** Turns reminders off: a page with a button, and what mail programs post to. */
  remindersOff: (token: string) => `/alerte/dezabonare/${token}`,
  remindersOffByMailProgram: (token: string) => `/api/alerts/unsubscribe/${token}`,
} as const
