import type { ReactNode } from "react"
import { FlashMessage } from "@/app/_server/flash-message"
import { Chevron } from "@/components/ui/chevron"
import { paths } from "@/lib/paths"

type SettingsPartProps = { readonly title: string; readonly children: ReactNode }

/** One page of the settings: the way back to their index, and one matter. */
export function SettingsPart({ title, children }: SettingsPartProps) {
  return (
    <div className="mx-auto max-w-xl">
      <a href={paths.settings} className="inline-flex min-h-12 items-center gap-1 link">
        <Chevron isBack /> Setări
      </a>
      <section aria-labelledby="titlu">
        <h1 id="titlu" tabIndex={-1} className="mt-1 text-display">
          {title}
        </h1>
        <FlashMessage className="mt-4" />
        <div className="mt-6 rounded-card border border-line bg-paper p-5">{children}</div>
      </section>
    </div>
  )
}
