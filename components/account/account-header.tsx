import Link from "next/link"
import type { FormAction } from "@/components/forms/use-form-answer"
import { Logo } from "@/components/ui/logo"
import { paths } from "@/lib/paths"
import { SignOutForm } from "./sign-out-form"

type AccountHeaderProps = {
  /** The customer's name; undefined before the redirect to sign-in. */
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly signOut: FormAction
}

export function AccountHeader({ name, email, signOut }: AccountHeaderProps) {
  return (
    <header className="on-frame">
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-x-4 px-5 py-1.5">
        <Link
          href={paths.account}
          prefetch={false}
          aria-label="Focus Sat, contul meu"
          className="inline-flex min-h-12 shrink-0 items-center"
        >
          <Logo />
        </Link>
        {name && (
          <div className="flex min-w-0 items-center gap-x-4">
            <span className="truncate text-on-frame-muted text-small max-sm:sr-only">
              {name} · {email}
            </span>
            <SignOutForm signOut={signOut} />
          </div>
        )}
      </div>
    </header>
  )
}
