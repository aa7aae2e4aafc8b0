/** Where a serial stands: on the back of the card, and in the menu of the receiver. The text says it too. */
export function SerialDrawing({ serial }: { readonly serial: string }) {
  return (
    <div className="grid gap-3 pb-2">
      <div className="grid grid-cols-2 gap-3">
        <CardBack serial={serial} />
        <Screen serial={serial} />
      </div>
      <p className="text-muted text-small">
        Pe spatele smartcardului, sub codul de bare. Fără să scoți cardul: pe telecomandă apasă Meniu, apoi
        Informații card.
      </p>
    </div>
  )
}

function CardBack({ serial }: { readonly serial: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 160 104" className="h-auto w-full">
      <rect x="1" y="1" width="158" height="102" rx="9" className="fill-paper stroke-edge" strokeWidth="2" />
      <rect x="14" y="16" width="30" height="23" rx="4" fill="#d8ae47" />
      <path d="M14 24h10v8H14M44 24H34v8h10" fill="none" stroke="#7d5c12" />
      <path
        d="M72 44V20m4 24V20m6 24V20m3 24V20m6 24V20m5 24V20m3 24V20m6 24V20m4 24V20m6 24V20m4 24V20m6 24V20m3 24V20m6 24V20"
        className="stroke-muted"
        strokeWidth="2"
      />
      <Ringed x={80} y={72} serial={serial} />
    </svg>
  )
}

function Screen({ serial }: { readonly serial: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 160 104" className="h-auto w-full">
      <rect x="1" y="1" width="158" height="90" rx="6" className="fill-page stroke-edge" strokeWidth="2" />
      <path d="M60 101h40" className="stroke-edge" strokeWidth="4" strokeLinecap="round" />
      <text x="14" y="24" fontSize="12" className="fill-ink font-strong">
        Informații card
      </text>
      <path d="M14 34h132" className="stroke-line" strokeWidth="2" />
      <Ringed x={80} y={62} serial={serial} />
    </svg>
  )
}

function Ringed({ x, y, serial }: { readonly x: number; readonly y: number; readonly serial: string }) {
  return (
    <>
      <text x={x} y={y} textAnchor="middle" fontSize="14" className="fill-ink font-strong figures">
        {serial}
      </text>
      <rect
        x={x - 68}
        y={y - 19}
        width="136"
        height="27"
        rx="13.5"
        fill="none"
        className="stroke-soon"
        strokeWidth="3"
      />
    </>
  )
}
