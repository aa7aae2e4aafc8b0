import "server-only"
import { fontCharacterRanges } from "./font-characters"

const characters = new Set(
  fontCharacterRanges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, step) => first + step),
  ),
)

const isDrawable = (character: string): boolean => characters.has(character.codePointAt(0) ?? 0)

/**
 * Replaces each character that the fonts cannot draw by its base letter, with those of its diacritics that
 * they can draw, or by a question mark.
 */
export function replaceMissingGlyphs(text: string): string {
  return [...text]
    .map((character) => {
      if (isDrawable(character)) return character
      const [letter = "", ...diacritics] = character.normalize("NFD")
      return isDrawable(letter) ? [letter, ...diacritics.filter(isDrawable)].join("") : "?"
    })
    .join("")
}
