import clsx from "clsx"

export type ButtonTone = "primary" | "outline" | "text"

/** Classes of a button, or of a link that looks like one. Forced colours show nothing but its border. */
export function buttonStyle(tone: ButtonTone, block: boolean): string {
  return clsx(
    "inline-flex min-h-12 items-center justify-center gap-2 rounded-control border-2 px-[min(1.25rem,5vw)] py-2 text-center",
    "font-strong text-body no-underline transition-colors",
    "aria-disabled:cursor-progress aria-disabled:opacity-80 print:hidden",
    block && "w-full",
    tones[tone],
  )
}

const tones = {
  primary:
    "border-transparent bg-action text-on-action hover:bg-action-strong active:bg-action-strong focus-visible:rounded-control",
  outline: "border-edge bg-paper text-ink hover:border-ink active:bg-page focus-visible:rounded-control",
  text: "border-transparent text-link underline decoration-1 underline-offset-4 hover:decoration-2 focus-visible:rounded-control",
} satisfies Record<ButtonTone, string>
