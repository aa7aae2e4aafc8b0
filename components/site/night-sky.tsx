/** Stars, a satellite and its way to a roof, behind what stands on it. Decoration. */
export function NightSky() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1200 420"
      preserveAspectRatio="xMaxYMin slice"
      className="-z-10 absolute inset-0 size-full text-on-frame"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <g opacity=".45">
        <path
          strokeWidth="2.4"
          d="M118 49h0M141 75h0M146 215h0M357 187h0M388 136h0M404 202h0M472 35h0M613 226h0M760 165h0M768 41h0M876 47h0M1021 227h0M1141 44h0M1167 104h0"
        />
        <path strokeWidth="3.2" d="M178 297h0M723 241h0M1127 72h0" />
        <path strokeWidth="4.4" d="M96 56h0M169 72h0M205 294h0M441 266h0M634 280h0M663 250h0M683 89h0" />
      </g>
      <path strokeWidth="2" strokeDasharray="2 10" opacity=".4" d="M590 46C680 90 730 200 740 372" />
      <g strokeWidth="2" opacity=".7">
        <path d="m560 22 14 14M572 34l8-8 12 12-8 8ZM592 54l14 14M552 30l16-16M598 76l16-16M552 30l-8-8 16-16 8 8M614 60l8 8-16 16-8-8" />
      </g>
      <path strokeWidth="2" opacity=".35" d="M0 420H676L740 372 804 420H1200M764 388V366H778V398" />
    </svg>
  )
}
