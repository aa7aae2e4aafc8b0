import { characterCount } from "./plural"

const saidFrom = 10

/** "Mai poți scrie 5 caractere.", from the last ten on; how many are too many beyond the end. */
export function charactersLeft(left: number): string | null {
  if (left > saidFrom) return null
  if (left < 0) return `Ai scris cu ${characterCount(-left)} prea mult.`
  return left === 0 ? "Nu mai poți scrie niciun caracter." : `Mai poți scrie ${characterCount(left)}.`
}
