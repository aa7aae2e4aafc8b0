/**
 * Where to go after signing in: a path of ours, or the fallback. Anything a browser could read as another site (another
 * scheme, `//host`, a backslash, a control character it drops) is not a path of ours.
 */
export function returnPath(asked: string | null | undefined, fallback: string): string {
  if (!asked || asked.length > 2_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return fallback
  const ours = "http://ours.invalid"
  if (!URL.canParse(asked, ours)) return fallback
  const url = new URL(asked, ours)
  const isOurs = url.origin === ours && !url.pathname.startsWith("//")
  return isOurs ? url.pathname + url.search : fallback
}
