export const mainId = "continut"

/** First stop of the keyboard: past the navigation. */
export function SkipLink() {
  return (
    <a
      href={`#${mainId}`}
      className="absolute top-2 left-2 z-20 -translate-y-24 rounded-control bg-paper px-5 py-3 font-strong text-ink focus:translate-y-0"
    >
      Sari la conținut
    </a>
  )
}
