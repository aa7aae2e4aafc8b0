import "server-only"
import { FlashNote } from "@/components/site/flash-note"
import { isHttps } from "@/lib/env"
import { withoutFlash } from "@/lib/runtime/flash-cookie"
import { currentCustomer } from "./customer"
import { readFlash } from "./flash"
import { flashWords } from "./flash-words"

/** The message that the page before left for this one, under the page's title. */
export async function FlashMessage({ className }: { readonly className?: string }) {
  const customer = await currentCustomer()
  const left = await readFlash(customer?.id ?? null)
  if (!left) return null
  return (
    <div className={className}>
      <FlashNote key={left.id} {...flashWords(left.flash)} remove={withoutFlash(isHttps())} />
    </div>
  )
}
