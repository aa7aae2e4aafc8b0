/** The questions of `/ajutor`, as addresses name them. Mails have these links: none is renamed. */
export const helpTopics = [
  "fara-imagine-dupa-plata",
  "platit-si-neactivat",
  "activarea-dureaza",
  "imaginea-a-disparut",
  "seria",
  "smartcardul-nu-se-adauga",
  "smartcard-blocat",
  "nu-vine-emailul",
  "linkul-nu-merge",
  "nu-pot-intra",
  "alta-adresa",
  "alerte",
  "inchid-contul",
  "plata-respinsa",
  "plata-in-verificare",
  "platit-de-doua-ori",
  "smartcard-gresit",
  "platesc-mai-devreme",
  "retragere",
  "factura-pe-firma",
  "unde-e-factura",
  "factura-gresita",
] as const

export type HelpTopic = (typeof helpTopics)[number]
