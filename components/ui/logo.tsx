type LogoProps = {
  /** Where navigation stands beside it: on small phones only the dish is seen. */
  readonly isCompact?: boolean
}

/** The dish and its signal, with the name. */
export function Logo({ isCompact = false }: LogoProps) {
  return (
    <span className="inline-flex items-center gap-2.5 font-strong text-lead">
      <svg
        aria-hidden="true"
        viewBox="0 0 32 32"
        className="size-8"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
      >
        <path
          d="M3.6 9.6A12.6 12.6 0 0 0 22.4 25.9Z"
          fill="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <path d="m13.5 17.3 3.6-4.1" strokeWidth="2.6" />
        <path d="M17.4 7.8a6.6 6.6 0 0 1 6.8 6.9M17.6 2.6A11.8 11.8 0 0 1 29.4 14.9" strokeWidth="2.6" />
      </svg>
      <span className={isCompact ? "max-[26rem]:sr-only" : undefined}>Focus Sat</span>
    </span>
  )
}
