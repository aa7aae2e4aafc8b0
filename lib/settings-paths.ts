/** The pages under the index of the settings. In a file of their own, as those of the help. */
export const settingsPaths = {
  profile: "/cont/setari/date",
  email: "/cont/setari/email",
  password: "/cont/setari/parola",
  messages: "/cont/setari/mesaje",
  calendar: "/cont/setari/calendar",
  devices: "/cont/setari/conectari",
  /** The download of all data of the customer. */
  copy: "/cont/setari/copie",
  closing: "/cont/setari/inchidere",
} as const
