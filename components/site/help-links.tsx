import clsx from "clsx"
import { Unbroken } from "@/components/ui/unbroken"
import type { HelpTopic } from "@/lib/domain/words/help-topics"
import { helpPaths } from "@/lib/help-paths"

type HelpLinksProps = {
  /** The topic, and the question as it arises here. */
  readonly links: readonly (readonly [topic: HelpTopic, words: string])[]
  readonly className?: string
}

/** Quiet links to the answers of questions that arise here. */
export const HelpLinks = ({ links, className }: HelpLinksProps) => (
  <ul className={clsx("flex flex-wrap gap-x-6 text-small print:hidden", className)}>
    {links.map(([topic, words]) => (
      <li key={topic}>
        <a href={helpPaths.topic(topic)} className="inline-flex min-h-12 items-center link">
          <span>
            <Unbroken>{words}</Unbroken>
          </span>
        </a>
      </li>
    ))}
  </ul>
)
