/** A recipient of customers' data. A test compares `sends` with the fields that the vendor's door sends. */
type Recipient = {
  /** The folder in lib/ whose code sends the data; null for a recipient that has no code. */
  readonly door: "mail" | "payments" | "entitlements" | null
  readonly name: string
  readonly purpose: string
  /** Each datum under the name of the field in which it is sent. */
  readonly sends: Readonly<Record<string, string>>
  readonly remark?: string
}

export const recipients: readonly Recipient[] = [
  {
    door: "mail",
    name: "Resend, furnizorul care livrează e-mailurile",
    purpose: "trimite mesajele noastre; lucrează ca persoană împuternicită de noi",
    sends: {
      to: "adresa dvs. de e-mail",
      subject: "subiectul mesajului",
      html: "conținutul mesajului, în care apare și numele dvs.",
      attachments: "factura sau confirmarea atașată, dacă mesajul are una",
    },
    remark:
      "Ne comunică înapoi dacă mesajul a fost livrat. Mesajele nu conțin imagini sau linkuri de urmărire.",
  },
  {
    door: "payments",
    name: "Stripe, procesatorul de plăți",
    purpose: "încasează plata și trimite banii înapoi la rambursare",
    sends: {
      customer_email: "adresa dvs. de e-mail",
      line_items: "ce ați comandat: pachetul, durata, numele dat smartcardului și prețul fiecărei linii",
      client_reference_id: "numărul intern al comenzii și al plății",
      amount: "la rambursare, suma care se întoarce",
    },
    remark:
      "Datele cardului le introduceți pe pagina Stripe și nu ajung niciodată la noi. De la Stripe primim numai starea și suma plății.",
  },
  {
    door: "entitlements",
    name: "Sistemul de acces condiționat, care dă semnalul",
    purpose: "deschide și închide programele pe smartcard",
    sends: {
      serial: "seria smartcardului",
      package_code: "codul pachetului",
      starts_at: "începutul perioadei",
      ends_at: "sfârșitul perioadei",
    },
    remark: "Nu primește numele, adresa sau alte date despre dvs.",
  },
  {
    door: null,
    name: "Furnizorii de găzduire",
    purpose: "ne pun la dispoziție serverele și baza de date; lucrează ca persoane împuternicite de noi",
    sends: { database: "toate datele de mai sus, păstrate pe serverele lor în numele nostru" },
  },
  {
    door: null,
    name: "Autoritățile publice",
    purpose: "numai dacă legea ne obligă",
    sends: { request: "datele pe care le cere legea, de exemplu documentele fiscale la un control" },
  },
]
