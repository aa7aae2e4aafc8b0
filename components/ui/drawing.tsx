import clsx from "clsx"
import type { ReactNode } from "react"

export type DrawingName = "card" | "done" | "paid" | "receipt" | "sending" | "sky"

type DrawingProps = {
  readonly name: DrawingName
  /** The accent is drawn before the eye, once; with reduced motion it stands there at once. */
  readonly isDrawnNow?: boolean
  /** Beside a sentence of a row. */
  readonly isSmall?: boolean
}

/** Decoration in the logo's strokes: one in the colour of text, one in that of a running package. */
export function Drawing({ name, isDrawnNow = false, isSmall = false }: DrawingProps) {
  const { main, accent } = drawings[name]
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 96 96"
      className={clsx("shrink-0", isSmall ? "size-9" : "size-24")}
      fill="none"
      stroke="currentColor"
      strokeWidth={isSmall ? 5 : 2.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <g className="text-link">{main}</g>
      <g
        className={clsx("text-active", isDrawnNow && name !== "sending" && "animate-draw")}
        strokeDasharray={isDrawnNow && name !== "sending" ? "1" : undefined}
      >
        {accent}
      </g>
    </svg>
  )
}

/** The logo's dish. */
const dish = <path d="M16.6 43A30.2 30.2 0 0 0 61.8 82.2ZM40.4 61.5 49 51.7" />

const nearArc = "M49.8 38.7a15.8 15.8 0 0 1 16.3 16.6"

/** Its signal: while it is sent, one arc after the other is seen. */
const signal = (
  <>
    <path d={nearArc} className="animate-signal" />
    <path d="M50.2 26.2a28.3 28.3 0 0 1 28.4 29.6" className="animate-signal [animation-delay:200ms]" />
    <path d="M50.6 13.7a40.8 40.8 0 0 1 40.5 42.6" className="animate-signal [animation-delay:400ms]" />
  </>
)

const receipt = <path d="M25 12h46v72l-7.7-5-7.6 5-7.7-5-7.7 5-7.6-5-7.7 5ZM35 28h26M35 40h14" />

const drawings: Readonly<Record<DrawingName, { readonly main: ReactNode; readonly accent: ReactNode }>> = {
  card: {
    main: <path d="M16 26h64a6 6 0 0 1 6 6v34a6 6 0 0 1-6 6H16a6 6 0 0 1-6-6V32a6 6 0 0 1 6-6Z" />,
    accent: <path d="M20 38h16v13H20ZM20 44.5h16M28 38v13M54 61h22" />,
  },
  done: {
    main: (
      <>
        {dish}
        <path d={nearArc} />
      </>
    ),
    accent: <path pathLength={1} d="m60 26 9 10 17-21" />,
  },
  paid: { main: receipt, accent: <path pathLength={1} d="m40 58 9 10 17-21" /> },
  receipt: { main: receipt, accent: <path d="M35 52h20M35 64h12" /> },
  sending: {
    main: dish,
    accent: signal,
  },
  sky: {
    main: dish,
    accent: <path d="M62 14v8M58 18h8M84 34v6M81 37h6M40 22h0M78 58h0M22 24h0" />,
  },
}
