import type { ReactNode } from "react"
import { LinkButton } from "@/components/ui/link-button"
import { paths } from "@/lib/paths"

const reasons: { title: string; text: ReactNode }[] = [
  {
    title: "Știi mereu care este statusul subscripției pachetelor de programe",
    text: "Nu este necesar să suni la Departamentul de Relații Clienți pentru a afla când expiră pachetele de programe.",
  },
  {
    title: "Comanzi, plătești și activezi online",
    text: (
      <>
        Poți achiziționa pachetele de programe simplu, plătind online. Activarea pachetelor o poți face
        oricând dorești tot din contul tău, cu un simplu <strong>click</strong>.
      </>
    ),
  },
  {
    title: "Primești alerta pe email",
    text: "Cu 5 zile înainte de expirarea subscripției fiecărui pachet de programe.",
  },
  {
    title: "Smartcarduri multiple",
    text: "Poți adăuga în contul tău mai multe smartcarduri, pentru care poți face plata și verifica starea subscripției.",
  },
  {
    title: "Persoană fizică sau persoană juridică",
    text: "În același cont de client, suplimentar detaliilor tale de cumpărător persoană fizică, poți adăuga și datele de persoană juridică. În funcție de profilul selectat, factura va fi emisă așa cum dorești.",
  },
]

const steps: ReactNode[] = [
  <>
    Apasă butonul <strong>VREAU CONT NOU!</strong>, completează toate câmpurile, apoi apasă{" "}
    <strong>CREEAZĂ CONT</strong>.
  </>,
  <>
    Vei primi un e-mail în care ți se cere să îți activezi contul. Apasă butonul verde{" "}
    <strong>CONFIRMARE</strong>.
  </>,
  <>
    Adaugă în cont seria smartcardului, în secțiunea <strong>Smartcarduri</strong>. Gata: vezi ce pachete ai
    și până când.
  </>,
]

export default function HomePage() {
  return (
    <>
      <section className="py-6 md:py-12">
        <h1 className="text-display md:text-[2.75rem]">Contul tău Focus Sat</h1>
        <p className="mt-4 max-w-prose text-lead text-muted">
          Vezi dintr-o privire ce rulează pe fiecare smartcard și până când, plătești online și activezi cu un
          click.
        </p>
        <div className="mt-7 flex flex-wrap gap-3">
          <LinkButton href={paths.signUp}>VREAU CONT NOU!</LinkButton>
          <LinkButton href={paths.signIn} tone="outline">
            CONTUL MEU
          </LinkButton>
        </div>
      </section>

      <section aria-labelledby="motive" className="py-6">
        <h2 id="motive" className="text-title">
          De ce să îți faci cont Focus Sat?
        </h2>
        <ul className="mt-6 grid gap-4 md:grid-cols-2">
          {reasons.map(({ title, text }) => (
            <li key={title} className="rounded-card border border-line bg-paper p-6 last:md:col-span-2">
              <h3 className="text-lead">{title}</h3>
              <p className="mt-2 text-muted">{text}</p>
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="pasi" className="py-6">
        <h2 id="pasi" className="text-title">
          Cum îmi fac cont?
        </h2>
        <ol className="mt-6 grid gap-4 md:grid-cols-3">
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed, and their number is what they are
            <li key={index} className="flex gap-4 rounded-card border border-line bg-paper p-6">
              <span aria-hidden className="font-strong text-display text-action leading-none">
                {index + 1}
              </span>
              <p>{step}</p>
            </li>
          ))}
        </ol>
        <p className="mt-8 text-center">
          <LinkButton href={paths.signUp}>VREAU CONT NOU!</LinkButton>
        </p>
      </section>

      <section aria-labelledby="parola" className="py-6">
        <h2 id="parola" className="text-title">
          Ai uitat parola?
        </h2>
        <p className="mt-3 max-w-prose">
          Nu este nicio problemă: cere un link de resetare. <strong>ATENȚIE!</strong> E-mailul primit poate fi
          folosit o singură dată.
        </p>
        <p className="mt-3">
          <LinkButton href={paths.forgotPassword} tone="outline">
            Cere un link de resetare
          </LinkButton>
        </p>
      </section>
    </>
  )
}
