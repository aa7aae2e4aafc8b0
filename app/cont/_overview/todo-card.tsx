import clsx from "clsx"
import type { ReactNode } from "react"
import { type BadgeTone, StateShape } from "@/components/ui/badge"
import { Chevron } from "@/components/ui/chevron"
import { LinkButton } from "@/components/ui/link-button"
import { Unbroken } from "@/components/ui/unbroken"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import type { Todo } from "@/lib/subscriptions/account-todo"
import { ActivateForm } from "../_activation/activate-form"
import { rowHeading } from "./overview-row"
import { todoWords } from "./todo-words"

type TodoCardProps = {
  /** The most pressing first. */
  readonly todos: readonly Todo[]
  readonly today: CivilDate
  /** Address of the section of what ends, where several are renewed at once. */
  readonly renewals: string
}

/** What there is to do, with the page's only filled button, over the edge of the sky. */
export function TodoCard({ todos, today, renewals }: TodoCardProps) {
  const [first, ...others] = todos
  if (!first) return <NothingToDo />
  const { tone, title, rest, href, button } = todoWords(first, today)
  const isWaiting = first.kind === "order" && first.order.isInReview
  return (
    <Frame tone={tone}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <div className="flex min-w-0 grow basis-60 gap-3">
          <StateShape tone={tone} className="mt-1.5 size-4.5" />
          <div className="min-w-0">
            <h2 className="text-lead">{title}</h2>
            <p className="text-muted text-small">
              <Unbroken>{rest}</Unbroken>
            </p>
          </div>
        </div>
        {first.kind === "activate" && !first.ready.isBlocked ? (
          <div className="grow basis-full">
            <ActivateForm
              key={first.ready.id}
              id={first.ready.id}
              about={`${first.ready.name} pe „${first.ready.cardName}”`}
              activation={first.ready.activation}
              thenFocus={rowHeading({ id: first.ready.rowId })}
              label={button}
            />
          </div>
        ) : (
          <LinkButton
            href={href}
            tone={isWaiting ? "outline" : "primary"}
            className="min-h-13 w-full md:w-70"
          >
            {button}
          </LinkButton>
        )}
      </div>
      <ul className="mt-4 empty:invisible">
        {first.kind === "renew" && first.count > 1 && (
          <QuietLink href={renewals}>Alege pe care le reînnoiești</QuietLink>
        )}
        {others.map((todo) => {
          const words = todoWords(todo, today)
          return (
            <QuietLink key={words.title + words.href} href={words.href}>
              {words.title}
            </QuietLink>
          )
        })}
      </ul>
    </Frame>
  )
}

const QuietLink = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <li className="border-line border-t">
    <a href={href} className="flex min-h-12 items-center justify-between gap-4 py-2 text-link">
      <span className="min-w-0">{children}</span>
      <Chevron />
    </a>
  </li>
)

const NothingToDo = () => (
  <Frame tone="active">
    <p className="flex items-center gap-3 pb-4 font-strong text-active">
      <StateShape tone="active" className="size-4.5" />
      Nu ai nimic de făcut.
    </p>
  </Frame>
)

const Frame = ({ tone, children }: { readonly tone: BadgeTone; readonly children: ReactNode }) => (
  <section
    aria-label="De făcut"
    className={clsx(
      "relative -mt-11 rounded-card border-t-4 bg-paper px-5 pt-4 pb-1 shadow-card md:px-6 forced-colors:border",
      edges[tone],
    )}
  >
    {children}
  </section>
)

const edges = {
  active: "border-active",
  soon: "border-soon",
  waiting: "border-waiting",
  over: "border-over",
} satisfies Record<BadgeTone, string>
