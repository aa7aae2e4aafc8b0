import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { Alert } from "./alert"
import { Badge } from "./badge"
import { Button } from "./button"
import { CheckboxField } from "./checkbox-field"
import { EmptyState } from "./empty-state"
import { LinkButton } from "./link-button"
import { PasswordField } from "./password-field"
import { TextField } from "./text-field"
import { Toast } from "./toast"

const nothing = () => {}
const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1]

describe("a field", () => {
  test("is described by its message first, then by its hint", () => {
    const html = renderToStaticMarkup(<TextField label="Telefon" name="phone" hint="Ajutor" error="Greșit" />)
    const [error, hint] = attribute(html, "aria-describedby")?.split(" ") ?? []
    expect(html).toContain(`<p id="${error}"`)
    expect(html.indexOf("Greșit")).toBeLessThan(html.indexOf("Ajutor"))
    expect(html).toContain(`<p id="${hint}"`)
    expect(attribute(html, "aria-invalid")).toBe("true")
  })

  test("without a message is not invalid, and its label names it", () => {
    const html = renderToStaticMarkup(<TextField label="Telefon" name="phone" />)
    expect(html).not.toContain("aria-invalid")
    expect(html).not.toContain("aria-describedby")
    expect(attribute(html, "for")).toBe(/<input[^>]* id="([^"]+)"/.exec(html)?.[1])
  })

  test("says that it may stay empty", () => {
    const html = renderToStaticMarkup(<TextField label="Nume" name="label" optional />)
    expect(html).toContain("(opțional)")
    expect(attribute(html, "aria-required")).toBe("false")
  })
})

test("a password never comes back from the server, and its switch needs JavaScript", () => {
  const html = renderToStaticMarkup(<PasswordField label="Parolă" name="password" defaultValue="secret" />)
  expect(html).not.toContain("secret")
  expect(html).not.toContain("<button")
  expect(attribute(html, "type")).toBe("password")
})

test("a box stays ticked when its form comes back", () => {
  const box = (kept?: string) =>
    renderToStaticMarkup(<CheckboxField label="Da" name="terms" defaultValue={kept} />)
  expect(box("on")).toContain("checked")
  expect(box()).not.toContain("checked")
})

test("a button at work stays focusable and says so", () => {
  const html = renderToStaticMarkup(<Button pending>Trimite</Button>)
  expect(attribute(html, "aria-disabled")).toBe("true")
  expect(html).not.toContain(" disabled")
})

test("a state is a word and a shape, never a colour alone", () => {
  const shapes = (["active", "soon", "waiting"] as const).map(
    (tone) => /<(circle|path|rect)/.exec(renderToStaticMarkup(<Badge tone={tone}>Stare</Badge>))?.[1],
  )
  expect(shapes).toEqual(["circle", "path", "rect"])
})

test("the place where a toast is announced is there before it", () => {
  expect(renderToStaticMarkup(<Toast onClose={nothing} />)).toContain('role="status"')
  expect(renderToStaticMarkup(<Toast onClose={nothing}>Gata</Toast>)).toContain("Închide")
})

test("an alert and an empty state say what they were given", () => {
  expect(
    renderToStaticMarkup(
      <Alert tone="danger" title="Atenție">
        Text
      </Alert>,
    ),
  ).toMatch(/Atenție.*Text/)
  const empty = renderToStaticMarkup(
    <EmptyState drawing="receipt" title="Nimic încă" action={<LinkButton href="/cont">Adaugă</LinkButton>} />,
  )
  expect(empty).toMatch(/Nimic încă.*href="\/cont"/)
})
