/** Says by a small movement that work is under way; with reduced motion it stands still. */
export function Spinner() {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0 animate-breathe">
      <circle cx="3" cy="10" r="2.5" fill="currentColor" />
      <circle cx="10" cy="10" r="2.5" fill="currentColor" />
      <circle cx="17" cy="10" r="2.5" fill="currentColor" />
    </svg>
  )
}
