import type { LegalSection, LegalText } from "./legal-text"
import { sellerIdentity } from "./seller-identity"

/** The terms of sale, without withdrawal, which has a text of its own. In force since 2026-11-28. */
export const saleTerms: LegalText = (seller) => [...untilPaid(seller), ...packageOnCard, ...complaints]

const untilPaid: LegalText = (seller) => [
  {
    id: "vanzatorul",
    title: "Cine vinde",
    parts: [
      `Vânzătorul este ${sellerIdentity(seller)}. Ne găsiți la telefon ${seller.phone} și la ${seller.email}.`,
      "În acest text „noi” este vânzătorul, iar „dvs.” este clientul care comandă.",
    ],
  },
  {
    id: "ce-cumparati",
    title: "Ce cumpărați",
    parts: [
      "Cumpărați accesul la programele unui pachet, pe un smartcard al dvs., pentru un număr de luni. Programele fiecărui pachet sunt pe pagina Pachete.",
      "Vă trebuie o antenă de satelit, un decodor și un smartcard Focus Sat. Contractul acesta nu le cuprinde.",
    ],
  },
  {
    id: "pretul",
    title: "Prețul",
    parts: [
      `Prețurile sunt în lei${seller.isVatPayer ? " și includ TVA" : ""}. Plătiți prețul pe care îl arată comanda când apăsați butonul. Noi nu adăugăm alte costuri, nici pentru livrare, nici pentru activare.`,
    ],
  },
  {
    id: "comanda",
    title: "Cum comandați",
    parts: [
      "Alegeți smartcardurile și pachetele, apoi pe cine se emite factura. Până la ultimul buton puteți corecta tot: schimbați durata, scoateți un pachet sau vă întoarceți.",
      "Contractul se încheie când apăsați „Comandă cu obligație de plată”, în limba română. O comandă pe care nu o plătiți în timpul arătat pe pagina ei se anulează, iar dvs. nu datorați nimic.",
      "După plată vă trimitem prin e-mail confirmarea, factura și textul acestor termeni. Comanda și factura rămân și în contul dvs.",
    ],
  },
  {
    id: "plata",
    title: "Cum plătiți",
    parts: [
      "Plătiți o singură dată, înainte de activare, pe pagina procesatorului de plăți. Datele cardului nu ajung la noi și nu le păstrăm.",
      "Dacă plata este respinsă, nu vă luăm bani. Ce ați plătit de două ori vă trimitem înapoi, pe cardul sau în contul din care ați plătit.",
    ],
  },
]

const packageOnCard: readonly LegalSection[] = [
  {
    id: "activarea",
    title: "Cum primiți ce ați cumpărat",
    parts: [
      "Imediat după plată, pachetul vă așteaptă în cont. Îl porniți dvs., oricând, cu butonul „Activează”, care vă arată înainte când începe și până când ține.",
      "De obicei imaginea apare în câteva minute. Lăsați decodorul pornit pe un canal codat până la 30 de minute. Dacă în 24 de ore nu primim confirmarea că pachetul a pornit, anulăm activarea: pachetul vă așteaptă din nou și nu pierdeți nimic.",
      "În termenul de retragere îl pornim numai dacă o cereți expres, bifând cererea. Altfel îl puteți porni după acest termen.",
      "Pe un smartcard blocat nu poate porni nimic. Sunați-ne și vă spunem de ce este blocat.",
    ],
  },
  {
    id: "durata",
    title: "Cât durează",
    parts: [
      "Perioada începe la activare sau, dacă același pachet merge deja pe smartcard, după acesta. Ține numărul de luni cumpărat și se încheie singură.",
      "Contractul nu se prelungește singur: fără o comandă nouă nu plătiți nimic. Vă scriem înainte să expire, dacă nu ați oprit aceste mesaje.",
    ],
  },
  {
    id: "smartcard-gresit",
    title: "Dacă ați ales alt smartcard",
    parts: [
      "Un pachet pe care nu l-ați activat îl puteți muta singur, din cont, pe alt smartcard al dvs. Din unul activat vă puteți retrage, cât timp nu s-a încheiat termenul. Pentru orice altceva, sunați-ne.",
    ],
  },
]

const complaints: readonly LegalSection[] = [
  {
    id: "reclamatii",
    title: "Dacă ceva nu merge",
    parts: [
      "Răspundem, potrivit legii, ca ce ați primit să fie ce ați comandat. Dacă programele nu merg, sunați-ne sau scrieți-ne: remediem fără niciun cost. Unde nu se poate într-un timp rezonabil, aveți dreptul la o parte din preț sau la încetarea contractului, cu banii înapoi pentru ce nu ați primit.",
      "Răspundem la o reclamație în cel mult 30 de zile.",
    ],
  },
  {
    id: "litigii",
    title: "Litigii și legea aplicabilă",
    parts: [
      "Contractului i se aplică legea română. Dacă locuiți în altă țară a Uniunii Europene, păstrați protecția legii de acolo.",
      "Dacă nu ne înțelegem, vă puteți adresa Autorității Naționale pentru Protecția Consumatorilor, care soluționează litigii și pe cale alternativă (anpc.ro/ce-este-sal), sau instanței.",
    ],
  },
  {
    id: "versiunea",
    title: "Ce termeni se aplică",
    parts: [
      "Pentru fiecare comandă rămân termenii din ziua ei, pe care îi aveți în e-mailul de confirmare. Alți termeni se aplică numai comenzilor făcute după ei.",
    ],
  },
]
