import { writeAskedLine } from "./domain/money/write-asked-line"
import { offerParameter } from "./domain/people/campaign"

// Constants, not an object: the bundler inlines each one, so that pages do not load names that they do not
// use.
const account = "/cont"
const catalogue = "/pachete"
const checkInbox = "/verifica-email"
const signIn = "/autentificare"
const returnTo = "inapoi"
const fromPayment = "de-la-plata"
const notStarted = "plata-nepornita"
const card = "card"
const search = "cauta"
const year = "an"
const page = "pagina"
const purpose = "pentru"
const line = "linie"
const profile = "date"
const step = "pas"

/** The names of query parameters, as pages read them and search forms send them. */
export const queryNames = {
  /** Where to go after signing in. */
  returnTo,
  /** Set by the payment page when it leads back to the order. */
  fromPayment,
  /** The order was placed and its payment page could not be opened. */
  notStarted,
  card,
  offer: offerParameter,
  search,
  year,
  page,
  /** What a page was opened for: "comanda" leads back to the order. */
  purpose,
  /** An order line, once per line. */
  line,
  /** The billing profile that is chosen. */
  profile,
  /** Of "Reîncarcă": 1 chooses cards, 2 their packages. */
  step,
} as const

/**
 * Sets of pages, by path prefix: "/cont" means that page and every page below it. Next needs literals in the
 * matcher of proxy.ts; a test compares them with `perRequest`.
 */
export const pageSets = {
  /** Rendered for each request, so that proxy.ts gives them a nonce. */
  perRequest: [
    account,
    "/activare",
    "/alerte",
    signIn,
    "/intrare",
    "/parola-noua",
    checkInbox,
    catalogue,
    "/ajutor/raspunsuri",
  ],
  /** No cache may keep them. */
  noStore: [account, "/activare", "/alerte", signIn, "/intrare", "/parola-noua", checkInbox],
  /**
   * robots.txt asks crawlers to leave them out. "/calendar" is not among them: Google Calendar reads
   * robots.txt, and does not subscribe to what is listed there.
   */
  hidden: ["/api", account, "/activare", "/intrare", "/parola-noua"],
  /** The rest of their path is a secret that the log must not show. */
  withToken: [
    "/activare",
    "/parola-noua",
    "/intrare",
    "/cont/email",
    "/alerte/dezabonare",
    "/api/alerts",
    "/calendar",
  ],
} as const

/** Whether a path is in a set: equal to one of its prefixes, or below one. */
export const isIn = (set: readonly string[], pathname: string): boolean =>
  set.some((root) => pathname === root || pathname.startsWith(`${root}/`))

/** Every path of this product. `absoluteUrl` in lib/env.ts makes full URLs of them. */
export const paths = {
  home: "/",
  catalogue,
  signUp: "/cont-nou",
  checkInbox,
  activation: (token: string) => `/activare/${token}`,
  /** After "Nu sunt eu" on the page of an activation link. */
  signUpRejected: "/cerere-stearsa",
  signIn,
  /** The sign-in page says that the password was changed. */
  signInAfterReset: "/autentificare/parola-schimbata",
  /** Lets a browser pass the limits of an account; asks for the password afterwards. */
  signInLink: (token: string) => `/intrare/${token}`,
  /** The sign-in page after that. */
  signInFromKnownBrowser: "/autentificare/browser-cunoscut",
  signInThen: (target: string) => `/autentificare?${returnTo}=${encodeURIComponent(target)}`,
  forgotPassword: "/parola-uitata",
  newPassword: (token: string) => `/parola-noua/${token}`,
  /** Under the account: only the signed-in customer can confirm. */
  emailChange: (token: string) => `/cont/email/${token}`,
  account,
  accountOverviewJson: "/api/account/overview",
  smartcards: "/cont/smartcarduri",
  /** One card: what helps without a picture, its name, and taking it out of the account. */
  smartcard: (linkId: string) => `/cont/smartcarduri/${linkId}`,
  topUp: "/cont/comanda",
  orders: "/cont/comenzi",
  /** The prefix of every invoice's path. There is no page at it. */
  invoices: "/cont/facturi",
  billing: "/cont/date-facturare",
  withdrawal: "/cont/retragere",
  settings: "/cont/setari",
  accountExport: "/api/account/export",
  accountClosed: "/cont-inchis",
  terms: "/termeni",
  privacy: "/confidentialitate",
  cookies: "/cookie-uri",
  accessibility: "/accesibilitate",
  /** The seller's identity, from configuration. */
  identity: "/date-de-identificare",
} as const

type LineOfLink = Parameters<typeof writeAskedLine>[0]

/** Paths of orders and of the checkout. In an object of their own, so that public pages do not load them. */
export const orderPaths = {
  one: (id: string) => `/cont/comenzi/${id}`,
  /** The payment page leads back here; the page asks the provider for the payment's state at once. */
  afterPayment: (id: string) => `/cont/comenzi/${id}?${fromPayment}=1`,
  notStarted: (id: string) => `/cont/comenzi/${id}?${notStarted}=1`,
  json: (id: string) => `/api/orders/${id}`,
  /** The confirmation of the cart. */
  confirm: "/cont/comanda/confirmare",
  /** The confirmation of exactly these lines, beside what the cart holds; without any, of the cart. */
  confirmOf: (lines: readonly LineOfLink[], profileId?: string) => {
    const query = [
      ...lines.map((one) => `${line}=${writeAskedLine(one)}`),
      ...(profileId ? [`${profile}=${profileId}`] : []),
    ]
    return `/cont/comanda/confirmare${query.length > 0 ? "?" : ""}${query.join("&")}`
  },
  /** "Reîncarcă" with these cards and lines chosen, at its first or second step. */
  topUp: (linkIds: readonly string[], lines: readonly LineOfLink[], at: 1 | 2) => {
    const chosen = lines.map(({ linkId, offerCode }) => `${line}=${writeAskedLine({ linkId, offerCode })}`)
    return `/cont/comanda?${[`${step}=${at}`, ...linkIds.map((id) => `${card}=${id}`), ...chosen].join("&")}`
  },
  choose: (offerCode: string) => `/cont/comanda?${offerParameter}=${offerCode}`,
  /** The order of one more period, at the price beside the link. */
  renew: (linkId: string, offerCode: string, priceBani?: number | null) =>
    `/cont/comanda/confirmare?${line}=${writeAskedLine({ linkId, offerCode, priceBani: priceBani ?? null })}`,
  /** The order of what several links of `renew` order, together. */
  renewAll: (renewPaths: readonly string[]) =>
    `/cont/comanda/confirmare?${renewPaths.map((path) => path.slice(path.indexOf("?") + 1)).join("&")}`,
  /** One bought package: its state, the button that activates it, and moving it to another card. */
  activation: (subscriptionId: string) => `/cont/activare/${subscriptionId}`,
  activationJson: (subscriptionId: string) => `/api/subscriptions/${subscriptionId}`,
  invoice: (invoiceId: string) => `/cont/facturi/${invoiceId}`,
  invoicePdf: (invoiceId: string) => `/api/invoices/${invoiceId}`,
  /** All invoices of a year in one PDF file. */
  invoicesOfYear: (year: number) => `/api/invoices/an/${year}`,
  /** The customer's orders. Without arguments: all of them, first page. */
  list: (asked: { search?: string; year?: number | null; page?: number }) => {
    const query = new URLSearchParams({
      ...(asked.search && { [search]: asked.search }),
      ...(asked.year && { [year]: String(asked.year) }),
      ...(asked.page && asked.page > 1 && { [page]: String(asked.page) }),
    })
    return query.size > 0 ? `/cont/comenzi?${query}` : "/cont/comenzi"
  },
  withdraw: (orderId: string) => `/cont/retragere/${orderId}`,
  /** The first step again: nothing was ticked. */
  withdrawNothing: (orderId: string) => `/cont/retragere/${orderId}?${line}=`,
  withdrawConfirm: (orderId: string) => `/cont/retragere/${orderId}/confirmare`,
  withdrawalReceipt: (withdrawalId: string) => `/cont/retragere/dovada/${withdrawalId}`,
  /** The billing page, which leads back to the confirmation of these lines, or of the cart without any. */
  billing: (lines: readonly LineOfLink[] = []) =>
    [`/cont/date-facturare?${purpose}=comanda`, ...lines.map((one) => `${line}=${writeAskedLine(one)}`)].join(
      "&",
    ),
} as const

/** The calendar feed. Calendar programs read it, without a session. */
export const calendarPath = (token: string) => `/calendar/${token}.ics`

/** Paths that only mails contain. */
export const mailPaths = {
  /** A page with a button that turns reminders off. */
  remindersOff: (token: string) => `/alerte/dezabonare/${token}`,
  /** Mail programs post here (RFC 8058, one-click unsubscribe). */
  remindersOffByMailProgram: (token: string) => `/api/alerts/unsubscribe/${token}`,
} as const
