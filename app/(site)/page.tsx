import type { ReactNode } from "react"
import { organization, website } from "@/app/_server/structured-data"
import { AccountPreview } from "@/components/site/account-preview"
import { CampaignLink, CampaignLinkButton } from "@/components/site/campaign-link"
import { LastDays } from "@/components/site/last-days"
import { NightSky } from "@/components/site/night-sky"
import { type Reason, ReasonCard } from "@/components/site/reason-card"
import { StructuredData } from "@/components/site/structured-data"
import { LinkButton } from "@/components/ui/link-button"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { dayCount } from "@/lib/domain/words/plural"
import { seller } from "@/lib/env"
import { paths } from "@/lib/paths"

const reasons: readonly Reason[] = [
  {
    icon: "calendar",
    title: "Știi mereu care este statusul subscripției pachetelor de programe",
    text: "Nu este necesar să suni la Departamentul de Relații Clienți pentru a afla când expiră pachetele de programe.",
  },
  {
    icon: "bolt",
    title: "Comanzi, plătești și activezi online",
    text: (
      <>
        Poți achiziționa pachetele de programe simplu, plătind online. Activarea pachetelor o poți face
        oricând dorești tot din contul tău cu un simplu <strong>click</strong>.
      </>
    ),
  },
  {
    icon: "letter",
    title: "Primești alerta pe email",
    text: `Cu ${dayCount(alertDays)} înainte de expirarea subscripției fiecărui pachet de programe.`,
  },
  {
    icon: "cards",
    title: "Smartcarduri multiple",
    text: "Poți adăuga în contul tău mai multe smartcarduri, pentru care poți face plata și verifica starea subscripției.",
  },
  {
    icon: "invoice",
    title: "Persoana fizică sau persoana juridică",
    text: "În același cont de client, suplimentar detaliilor tale de cumpărător persoană fizică, poți adăuga și datele de persoană juridică. În funcție de profilul selectat, factura va fi emisă așa cum dorești.",
  },
]

const steps: readonly { readonly title: string; readonly text: ReactNode }[] = [
  {
    title: "Ceri un cont",
    text: (
      <>
        Accesează butonul <strong>CONTUL MEU</strong>, apoi apasă butonul <strong>VREAU CONT NOU!</strong>
      </>
    ),
  },
  {
    title: "Completezi câmpurile",
    text: (
      <>
        Completează toate câmpurile, apoi apasă butonul <strong>CREEAZĂ CONT</strong>. Asigură-te că ai
        introdus o adresă de email validă, pentru că în pasul următor va trebui să activezi contul.
      </>
    ),
  },
  {
    title: "Activezi contul",
    text: (
      <>
        Vei primi un email unde ți se va cere să îți activezi contul. Apasă butonul verde{" "}
        <strong>CONFIRMARE</strong>.
      </>
    ),
  },
  {
    title: "Adaugi smartcardul",
    text: (
      <>
        Pentru a putea face reîncărcări și a vizualiza statusul subscripției, trebuie să adaugi în cont seria
        smartcardului pe care îl deții. Accesează secțiunea <strong>Smartcarduri</strong>.
      </>
    ),
  },
]

export default function HomePage() {
  return (
    <>
      <StructuredData graph={[organization(seller()), website()]} />
      <Hero />
      <div className="mx-auto max-w-5xl">
        <section aria-labelledby="motive" className="pt-12 md:pt-16">
          <h2 id="motive" className="text-title md:text-display">
            De ce să îți faci cont Focus Sat?
          </h2>
          <ul className="mt-6 grid divide-line max-md:divide-y max-md:border-line max-md:border-y md:grid-cols-3 md:gap-4">
            {reasons.map((reason, index) => (
              <ReasonCard key={reason.title} {...reason} picture={index === 0 && <LastDays />} />
            ))}
          </ul>
        </section>
        <HowTo />
        <section
          aria-labelledby="parola"
          className="mt-12 rounded-card border border-line bg-paper p-5 md:mt-16 md:p-8"
        >
          <h2 id="parola" className="text-lead">
            Ai uitat parola?
          </h2>
          <p className="mt-2 max-w-[65ch]">
            Nu este nicio problemă: cere un link pentru resetarea parolei la adresa de email cu care ai creat
            contul. <strong>ATENȚIE!</strong> Emailul primit poate fi folosit o singură dată. În cazul în care
            resetarea parolei eșuează, cere încă o dată linkul.
          </p>
          <p className="mt-5">
            <LinkButton href={paths.forgotPassword} tone="outline">
              Ai uitat parola?
            </LinkButton>
          </p>
        </section>
      </div>
    </>
  )
}

function Hero() {
  return (
    <section className="relative isolate -mx-5 -mt-8 overflow-hidden bg-frame px-5 pt-8 pb-12 text-on-frame md:pt-14 md:pb-16">
      <NightSky />
      <div className="relative mx-auto grid max-w-5xl items-center gap-10 md:grid-cols-[1.1fr_1fr] md:gap-14">
        <div>
          <p className="font-strong text-on-frame-muted text-small">Contul tău Focus Sat</p>
          <h1 className="mt-2 text-display md:text-[2.75rem] md:leading-[1.15]">
            Știi până când ai programe. Plătești în două minute.
          </h1>
          <p className="mt-4 text-lead text-on-frame-muted">
            Vezi dintr-o privire până când îți merg pachetele de programe, plătești online și activezi cu un
            singur clic.
          </p>
          <p className="on-frame mt-7 flex flex-wrap gap-3">
            <CampaignLinkButton href={paths.signUp} className="max-sm:w-full">
              VREAU CONT NOU!
            </CampaignLinkButton>
            <CampaignLinkButton href={paths.signIn} tone="outline" className="max-sm:w-full">
              CONTUL MEU
            </CampaignLinkButton>
          </p>
          <p className="mt-4">
            <CampaignLink
              href={paths.catalogue}
              className="inline-flex min-h-12 items-center underline underline-offset-4"
            >
              Vezi pachetele și prețurile
            </CampaignLink>
          </p>
        </div>
        <AccountPreview />
      </div>
    </section>
  )
}

function HowTo() {
  return (
    <section aria-labelledby="pasi" className="pt-12 md:pt-16">
      <h2 id="pasi" className="text-title md:text-display">
        Cum îmi fac cont?
      </h2>
      <ol className="mt-6 grid gap-y-1 lg:grid-cols-4 lg:gap-x-6">
        {steps.map(({ title, text }, index) => (
          <li key={title} className="group flex gap-4 lg:flex-col lg:gap-3">
            <div aria-hidden="true" className="flex flex-col items-center lg:flex-row">
              <span className="grid size-10 shrink-0 place-items-center rounded-pill bg-frame font-strong text-on-frame">
                {index + 1}
              </span>
              <span className="w-0.5 grow bg-line group-last:hidden lg:-mr-6 lg:h-0.5 lg:w-auto" />
            </div>
            <div className="pt-1.5 pb-5 lg:pt-0">
              <h3 className="text-body">{title}</h3>
              <p className="mt-1 max-w-[65ch] text-muted text-small">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <CampaignLinkButton href={paths.signUp} className="max-sm:w-full">
        VREAU CONT NOU!
      </CampaignLinkButton>
    </section>
  )
}
