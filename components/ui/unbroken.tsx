/** Words in which browsers end a line, after a hyphen, dots, blanks or a dash, with the signs beside them. */
const whole =
  /([„(]?(?:\p{L}{1,14}-\p{L}{1,14}|…\d{4}|Plătit – neactivat|0\d{2,3}(?: \d{2,4}){2,3})[”).,;:?!]{0,2})/iu

type UnbrokenProps = { readonly children: string }

/**
 * A text that keeps "e-mail", "s-au", "…1234", a telephone and the name of a state on one line, letter for
 * letter. A state may be longer than a narrow line of large text: there it breaks.
 */
export const Unbroken = ({ children: text }: UnbrokenProps) =>
  text.split(whole).map((part, at) => (at % 2 === 0 ? part : kept(part, at)))

const kept = (words: string, key: number) => (
  <span key={key} className={words.includes("–") ? "inline-block" : "whitespace-nowrap"}>
    {words}
  </span>
)
