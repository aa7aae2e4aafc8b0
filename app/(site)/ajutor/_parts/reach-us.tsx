import { seller, supportHours } from "@/lib/env"
import { helpPaths } from "@/lib/help-paths"

/** How to reach the operator's people; on the page of the form itself without a link to it. */
export function ReachUs({ isContactPage = false }: { readonly isContactPage?: boolean }) {
  const { phone, email } = seller()
  const hours = supportHours()
  return (
    <section
      aria-labelledby="relatii-clienti"
      className="rounded-card border border-line bg-paper p-5 print:border-0 print:p-0"
    >
      <h2 id="relatii-clienti" className="text-small text-muted">
        Relații Clienți
      </h2>
      <p>
        <a
          href={`tel:${phone.replace(/[^+\d]/g, "")}`}
          className="inline-flex min-h-12 items-center wrap-anywhere font-strong text-title link"
        >
          {phone}
        </a>
      </p>
      {hours && <p>{hours}</p>}
      <p>
        <a href={`mailto:${email}`} className="inline-flex min-h-12 items-center wrap-anywhere link">
          {email}
        </a>
      </p>
      {!isContactPage && (
        <p className="print:hidden">
          <a href={helpPaths.contact} className="inline-flex min-h-12 items-center link">
            Scrie-ne un mesaj
          </a>
        </p>
      )}
    </section>
  )
}
