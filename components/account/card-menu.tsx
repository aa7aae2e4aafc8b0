import { MenuButton, MenuPanel, menuItemStyle } from "@/components/ui/popover-menu"
import { Unbroken } from "@/components/ui/unbroken"
import { paths } from "@/lib/paths"
import { settingsPaths } from "@/lib/settings-paths"

type CardMenuProps = {
  readonly linkId: string
  readonly name: string
}

/** What is needed rarely of a card: links to its own page, and to the calendar of the account. */
export function CardMenu({ linkId, name }: CardMenuProps) {
  const panel = `meniu-${linkId}`
  const ofCard = (part: string) => `${paths.smartcard(linkId)}#${part}`
  const items = [
    { words: "Redenumește", href: ofCard(cardParts.name) },
    { words: "Nu ai imagine?", href: ofCard(cardParts.picture) },
    { words: "Adaugă în calendar", href: settingsPaths.calendar },
    { words: "Scoate din cont", href: ofCard(cardParts.remove) },
  ]
  return (
    <>
      <MenuButton panel={panel} label={`Mai multe pentru ${name}`} className="text-muted hover:text-ink">
        <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6" fill="currentColor">
          <circle cx="5" cy="12" r="2.2" />
          <circle cx="12" cy="12" r="2.2" />
          <circle cx="19" cy="12" r="2.2" />
        </svg>
      </MenuButton>
      <MenuPanel id={panel}>
        <p className="px-4 py-2 font-strong">
          <Unbroken>{name}</Unbroken>
        </p>
        <ul className="border-line border-t pt-1">
          {items.map(({ words, href }) => (
            <li key={href}>
              <a href={href} className={menuItemStyle}>
                {words}
                <span className="sr-only">, {name}</span>
              </a>
            </li>
          ))}
        </ul>
      </MenuPanel>
    </>
  )
}

/** The parts of a card's page, as its address names them. */
export const cardParts = { name: "nume", picture: "imagine", remove: "scoate" } as const
