import type { Metadata } from "next"
import { notFound } from "next/navigation"
import type { ReactNode } from "react"
import { requireCustomer } from "@/app/_server/customer"
import { NoPicture } from "@/app/cont/_activation/no-picture"
import { cardParts } from "@/components/account/card-menu"
import { Chevron } from "@/components/ui/chevron"
import { Unbroken } from "@/components/ui/unbroken"
import { app } from "@/lib/app-context"
import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { paths } from "@/lib/paths"
import { cardView } from "@/lib/subscriptions/card-view"
import { RenameForm } from "../rename-form"
import { UnlinkForm } from "../unlink-form"

export const metadata: Metadata = { title: "Smartcard" }

/** One card: what helps without a picture, its name, and taking it out of the account. */
export default async function SmartcardPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id: customerId } = await requireCustomer()
  const linkId = parseId<SmartcardLinkId>((await params).id)
  const card = linkId && (await cardView(app(), { customerId, linkId }))
  if (!card) notFound()
  const { name, label, serial } = card
  return (
    <div className="mx-auto max-w-2xl">
      <a href={paths.smartcards} className="inline-flex min-h-12 items-center gap-1 link">
        <Chevron isBack /> Smartcarduri
      </a>
      <h1 id="titlu" tabIndex={-1} className="mt-1 text-display">
        <Unbroken>{name}</Unbroken>
      </h1>
      <p className="text-muted tracking-wide figures">
        <span className="sr-only">Seria </span>
        {serial}
      </p>
      <div className="mt-6 grid gap-5">
        <Part id={cardParts.picture} title="Nu ai imagine?">
          <NoPicture card={card} />
        </Part>
        <Part id={cardParts.name} title="Redenumește">
          <RenameForm id={card.linkId} label={label} />
        </Part>
        <Part id={cardParts.remove} title="Scoate din cont">
          <UnlinkForm id={card.linkId} name={name} />
        </Part>
      </div>
    </div>
  )
}

type PartProps = { readonly id: string; readonly title: string; readonly children: ReactNode }

const Part = ({ id, title, children }: PartProps) => (
  <section id={id} aria-labelledby={`${id}-titlu`} className="rounded-card border border-line bg-paper p-5">
    <h2 id={`${id}-titlu`} className="mb-3 text-lead">
      {title}
    </h2>
    {children}
  </section>
)
