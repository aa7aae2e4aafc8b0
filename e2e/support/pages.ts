/** Public pages that each measure of all pages looks at; a measure adds what it alone asks of. */
export const publicPages = [
  "/",
  "/pachete",
  "/cont-nou",
  "/verifica-email",
  "/autentificare",
  "/parola-uitata",
  "/termeni",
  "/confidentialitate",
  "/cookie-uri",
  "/ajutor",
  "/contact",
  "/accesibilitate",
  "/date-de-identificare",
  "/activare/necunoscut",
] as const

export const settingsPages = [
  "/cont/setari",
  "/cont/setari/date",
  "/cont/setari/email",
  "/cont/setari/parola",
  "/cont/setari/mesaje",
  "/cont/setari/calendar",
  "/cont/setari/conectari",
  "/cont/setari/copie",
  "/cont/setari/inchidere",
] as const
