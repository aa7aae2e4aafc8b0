/** The dish and its signal, with the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-3 font-strong text-lead">
      <svg
        aria-hidden
        viewBox="0 0 32 32"
        className="size-8 fill-none stroke-current"
        strokeWidth="3"
        strokeLinecap="round"
      >
        <path d="M16 4a12 12 0 0 1 12 12M16 10a6 6 0 0 1 6 6" />
        <path d="m14 18 3-3" />
        <path
          d="M5 10c-2 5-1 11 3 14s9 4 13 2Z"
          className="fill-current"
          strokeWidth="2"
          strokeLinejoin="round"
        />
        <path d="m10 25-2 4h8" strokeWidth="2" strokeLinejoin="round" />
      </svg>
      Focus Sat
    </span>
  )
}
