import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { CardPages } from "@/components/account/card-pages"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { parsePage } from "@/lib/domain/pages"
import { firstName } from "@/lib/domain/people/full-name"
import { answerWords } from "@/lib/domain/words/overview-words"
import { paths, queryNames } from "@/lib/paths"
import { type AccountPage as Account, accountPage, searchFrom } from "@/lib/subscriptions/account-page"
import type { Todo } from "@/lib/subscriptions/account-todo"
import { StateWatcher } from "./_live/state-watcher"
import { AccountCards, sectionIds } from "./_overview/account-cards"
import { CardSearch } from "./_overview/card-search"
import { TodoCard } from "./_overview/todo-card"
import { UnplacedPackages } from "./unplaced-packages"

export const metadata: Metadata = { title: "Contul meu" }

type Query = {
  readonly [queryNames.page]?: string | string[]
  readonly [queryNames.search]?: string | string[]
}

/** The open page asks whether it is still current; sooner while a command is pending at the gateway. */
const askEveryMs = 60_000

export default async function AccountPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const query = await searchParams
  const page = parsePage(query[queryNames.page])
  const search = searchOf(query)
  const account = await accountPage(app(), { customerId: customer.id, page, search })
  const hasCards = account.cardCount > 0
  return (
    <>
      <div className="on-frame sky -mt-6 pt-6 pb-16 md:-mt-7">
        <h1 id="salut" tabIndex={-1} className="text-display">
          Bună, {firstName(customer.fullName)}
        </h1>
        <p className="mt-1 text-on-frame-muted">{hasCards ? answerWords(account) : noCardsYet}</p>
      </div>
      {hasCards ? (
        <WithCards account={account} search={search} />
      ) : (
        <div className="relative -mt-11 grid gap-5">
          <div className="rounded-card bg-paper shadow-card">
            <EmptyState
              drawing="card"
              title="Adaugă primul tău smartcard"
              action={<LinkButton href={paths.smartcards}>Adaugă smartcardul</LinkButton>}
            >
              <p>Cu seria lui vezi aici ce pachete ai și până când sunt valabile.</p>
            </EmptyState>
          </div>
          {account.unplaced.length > 0 && <UnplacedPackages packages={account.unplaced} />}
        </div>
      )}
    </>
  )
}

const noCardsYet = "Mai e un singur pas."

function searchOf(query: Query): string {
  const asked = query[queryNames.search]
  return typeof asked === "string" ? asked.trim().slice(0, 60) : ""
}

function WithCards({ account, search }: { readonly account: Account; readonly search: string }) {
  const { todos, today, sections, cardCount, unplaced } = account
  const found = sections.reduce((sum, { count }) => sum + count, 0)
  const query = `${queryNames.page}=${account.page}&${queryNames.search}=${encodeURIComponent(search)}`
  return (
    <>
      <TodoCard
        todos={todos}
        today={today}
        renewals={`#${sectionIds[sections.some(({ need }) => need === "renew") ? "renew" : "all"]}`}
      />
      <StateWatcher
        url={`${paths.accountOverviewJson}?${query}`}
        initial={account.watched}
        everyMs={askEveryMs}
      />
      <p role="status" className="sr-only">
        {sections.flatMap(({ cards }) => cards.flatMap(({ rows }) => rows.map(announcement))).join(" ")}
      </p>
      {cardCount >= searchFrom && <CardSearch search={search} found={found} />}
      <AccountCards
        sections={sections}
        today={today}
        cardCount={cardCount}
        shownAbove={shownOn(todos[0])}
        action={
          <a href={paths.smartcards} className="inline-flex min-h-12 items-center text-small link">
            Adaugă smartcard
          </a>
        }
      />
      <div className="mt-6 grid gap-5">
        <CardPages
          path={paths.account}
          parameter={queryNames.page}
          page={account.page}
          pages={account.pages}
        />
        {unplaced.length > 0 && <UnplacedPackages packages={unplaced} />}
      </div>
    </>
  )
}

/** What the first thing to do has a form or a button for. */
function shownOn(todo: Todo | undefined): readonly string[] {
  if (todo?.kind === "activate") return [todo.ready.id]
  if (todo?.kind === "restart") return [todo.due.rowId]
  return todo?.kind === "renew" && todo.count === 1 ? todo.due.map(({ rowId }) => rowId) : []
}

type Row = Account["sections"][number]["cards"][number]["rows"][number]

/** Changes without the customer, announced to screen readers. */
function announcement({ name, current }: Row): string {
  if (current?.state.kind === "activating") return `${name}: în curs de activare.`
  return current?.signalUntil ? `${name}: activarea a pornit.` : ""
}
