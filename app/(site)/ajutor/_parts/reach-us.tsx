import { seller, supportHours } from "@/lib/env"

/** How to reach the operator's people. */
export function ReachUs() {
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
          className="inline-flex min-h-12 items-center whitespace-nowrap font-strong text-title link"
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
    </section>
  )
}
