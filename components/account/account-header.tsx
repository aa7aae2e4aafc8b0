import Link from "next/link"
import type { FormAction } from "@/components/forms/use-form-answer"
import { Logo } from "@/components/ui/logo"
import { MenuButton, MenuPanel, menuItemStyle } from "@/components/ui/popover-menu"
import { initials } from "@/lib/domain/people/full-name"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"
import { SignOutForm } from "./sign-out-form"

type AccountHeaderProps = {
  /** The customer's name; undefined before the redirect to sign-in. */
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly signOut: FormAction
}

const panel = "meniul-meu"

export function AccountHeader({ name, email, signOut }: AccountHeaderProps) {
  return (
    <>
      <header className="on-frame print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 px-5 py-1.5">
          <Link
            href={paths.account}
            prefetch={false}
            aria-label="Focus Sat, contul meu"
            className="inline-flex min-h-12 shrink-0 items-center"
          >
            <Logo />
          </Link>
          {name && (
            <MenuButton
              panel={panel}
              label={`${initials(name)}, meniul meu`}
              className="border-2 border-on-frame-muted font-strong text-small hover:border-on-frame focus-visible:rounded-pill"
            >
              <span aria-hidden="true">{initials(name)}</span>
            </MenuButton>
          )}
        </div>
      </header>
      {name && (
        <MenuPanel id={panel}>
          <div className="wrap-anywhere px-4 py-2">
            <p className="font-strong">{name}</p>
            <p className="text-muted text-small">{email}</p>
          </div>
          <ul className="border-line border-t pt-1">
            <li>
              <a href={paths.billing} className={menuItemStyle}>
                Date de facturare
              </a>
            </li>
            <li>
              <a href={paths.settings} className={menuItemStyle}>
                Setări
              </a>
            </li>
            <li>
              <a href={helpPaths.home} className={menuItemStyle}>
                Ajutor
              </a>
            </li>
            <li>
              <SignOutForm signOut={signOut} />
            </li>
          </ul>
        </MenuPanel>
      )}
    </>
  )
}
