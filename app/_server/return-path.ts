/**
 * The path to go to after signing in, or the fallback if it could lead to another site: with a scheme,
 * `//host`, a backslash, or control characters, which browsers drop.
 */
export function returnPath(asked: string | null | undefined, fallback: string): string {
  if (!asked || asked.length > 2_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return fallback
  const ours = "http://ours.invalid"
  if (!URL.canParse(asked, ours)) return fallback
  const url = new URL(asked, ours)
  const isOurs = url.origin === ours && !url.pathname.startsWith("//")
  return isOurs ? url.pathname + url.search : fallback
}
