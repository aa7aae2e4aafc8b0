import clsx from "clsx"
import type { Seller } from "@/lib/domain/firms/seller"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { formatLei } from "@/lib/domain/money/money"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"

const footerPages = [
  { href: paths.catalogue, name: "Pachete" },
  { href: helpPaths.home, name: "Ajutor" },
  { href: helpPaths.contact, name: "Contact" },
  { href: paths.terms, name: "Termeni" },
  { href: paths.privacy, name: "Confidențialitate" },
  { href: paths.cookies, name: "Cookie-uri" },
  { href: paths.accessibility, name: "Accesibilitate" },
  { href: paths.identity, name: "Date de identificare" },
  { href: paths.withdrawal, name: "Retrage-te din contract aici" },
]

const linkStyle = "inline-flex min-h-12 items-center link"

/**
 * The seller's identity, required by law on every page, and the link for settling disputes. As wide as the
 * page above.
 */
export function SiteFooter({ isWide = false, ...props }: { seller: Seller; isWide?: boolean }) {
  const seller = unbrokenSeller(props.seller)
  return (
    <footer className={clsx("mt-16 border-line border-t bg-paper", isWide || "px-5")}>
      <div
        className={clsx(
          "mx-auto grid grid-cols-[minmax(0,1fr)] gap-8 py-10 text-muted text-small md:grid-cols-[minmax(0,1fr)_auto]",
          isWide ? "max-w-6xl px-5" : "max-w-5xl",
        )}
      >
        <div>
          <p className="font-strong text-ink">{seller.name}</p>
          <p>
            CUI {seller.cui} · {seller.registerNumber}
          </p>
          <p>{seller.address}</p>
          {seller.shareCapitalBani !== undefined && (
            <p>Capital social {unbrokenNumbers(formatLei(seller.shareCapitalBani))}</p>
          )}
          <p className="flex flex-wrap items-center gap-x-6">
            <span>Relații Clienți</span>
            <a href={`tel:${seller.phone.replace(/[^+\d]/g, "")}`} className={linkStyle}>
              {seller.phone}
            </a>
            <a href={`mailto:${seller.email}`} className={`${linkStyle} wrap-anywhere`}>
              {seller.email}
            </a>
          </p>
          <ul className="flex flex-wrap gap-x-6">
            {footerPages.map(({ href, name }) => (
              <li key={href}>
                <a href={href} className={linkStyle}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
        <a
          href="https://anpc.ro/ce-este-sal/"
          rel="noreferrer"
          className="block h-[50px] w-[250px] max-w-full overflow-hidden rounded-control"
        >
          <SalPictogram />
        </a>
      </div>
    </footer>
  )
}

/** ANPC's pictogram for alternative dispute resolution, 250 × 50. */
function SalPictogram() {
  return (
    <svg
      role="img"
      aria-label="Soluționarea alternativă a litigiilor – ANPC"
      viewBox="0 0 250 50"
      width="250"
      height="50"
    >
      <rect width="250" height="50" fill="#12264f" />
      <path
        d="M26 10v29M18 39h16M12 15h28M12 15 6.5 28h11ZM40 15l-5.5 13h11Z"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path d="M6.5 28a5.5 4.5 0 0 0 11 0ZM34.5 28a5.5 4.5 0 0 0 11 0Z" fill="#fff" />
      <text x="58" y="22" fill="#fff" fontSize="14" className="font-strong">
        Soluționarea alternativă
      </text>
      <text x="58" y="39" fill="#fff" fontSize="14" className="font-strong">
        a litigiilor · ANPC SAL
      </text>
    </svg>
  )
}
