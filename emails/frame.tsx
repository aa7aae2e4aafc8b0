import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Section,
  Text,
} from "@react-email/components"
import { Fragment } from "react"
import { unreachable } from "@/lib/domain/result"
import type { MailBlock, MailText, MailTone } from "./content"
import { darkPalette, lightPalette } from "./palette"

const font = "'Atkinson Hyperlegible Next', Verdana, 'Segoe UI', Arial, sans-serif"
const { frame, page, paper, ink, muted, line, edge, link } = lightPalette
const tones = ["active", "soon", "waiting", "over"] as const

/** For mail programs that support dark mode, and buttons as wide as a phone. */
const styles = `
@media (max-width: 30rem) {
  .action, .choice { display: block !important }
}
@media (prefers-color-scheme: dark) {
  .sky, .sky > table > tbody > tr > td { background-color: ${darkPalette.page} !important }
  .frame { background-color: ${darkPalette.frame} !important }
  .paper { background-color: ${darkPalette.paper} !important }
  .ink { color: ${darkPalette.ink} !important }
  .quiet { color: ${darkPalette.muted} !important }
  .line { border-color: ${darkPalette.line} !important }
  .link { color: ${darkPalette.link} !important }
  .choice { border-color: ${darkPalette.edge} !important; color: ${darkPalette.ink} !important }
  .action { background-color: ${darkPalette.action} !important; border-color: ${darkPalette.action} !important; color: ${darkPalette["on-action"]} !important }
${tones.map(darkTone).join("\n")}
}`

function darkTone(tone: MailTone): string {
  return `  .${tone} { background-color: ${darkPalette[`${tone}-ground`]} !important; color: ${darkPalette[tone]} !important }`
}

/** The layout of every mail. It loads nothing: no image, no tracker. */
export function MailFrame({ mail, sellerLine }: { mail: MailText; sellerLine: string }) {
  const nextStep = mail.blocks.find(({ kind }) => kind === "button")
  return (
    <Html lang="ro">
      <Head>
        <title>{mail.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{styles}</style>
      </Head>
      <Body className="sky" style={{ backgroundColor: page, margin: 0, padding: 0, fontFamily: font }}>
        <div style={hidden}>
          {mail.preview}
          {blanks}
        </div>
        <Container style={{ maxWidth: 560, width: "100%" }}>
          <Section className="frame" style={{ backgroundColor: frame, padding: "18px 24px" }}>
            <Text style={{ color: "#ffffff", fontSize: 20, fontWeight: 700, margin: 0 }}>Focus Sat</Text>
          </Section>
          <Section className="paper" style={{ backgroundColor: paper, padding: "28px 24px" }}>
            <Heading
              as="h1"
              className="ink"
              style={{ ...text, fontSize: 24, lineHeight: "30px", margin: "0 0 12px" }}
            >
              {mail.heading}
            </Heading>
            {mail.blocks.map((block) => (
              <Block key={JSON.stringify(block)} block={block} isNextStep={block === nextStep} />
            ))}
          </Section>
          <Section style={{ padding: "16px 24px 32px" }}>
            <Text className="quiet" style={small}>
              {sellerLine}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}

/** Hides the preview, and the blanks that keep mail programs from showing the text after it. */
const hidden = {
  display: "none",
  overflow: "hidden",
  lineHeight: "1px",
  opacity: 0,
  maxHeight: 0,
  maxWidth: 0,
}
const blanks = "\u00a0\u200c\u200b".repeat(60)

const text = { color: ink, fontSize: 17, lineHeight: "26px", overflowWrap: "anywhere" } as const
const small = { color: muted, fontSize: 14, lineHeight: "20px", margin: 0, overflowWrap: "anywhere" } as const

type BlockProps = {
  readonly block: MailBlock
  /** The mail's first button: green, with its link under it. The others are outlined. */
  readonly isNextStep: boolean
}

function Block({ block, isNextStep }: BlockProps) {
  switch (block.kind) {
    case "paragraph":
      return (
        <Text className="ink" style={{ ...text, margin: "0 0 16px" }}>
          {block.text}
        </Text>
      )
    case "button":
      return isNextStep ? (
        <Section style={{ margin: "8px 0 20px" }}>
          <Button className="action" href={block.url} style={action}>
            {block.label}
          </Button>
          <Text className="quiet" style={{ ...small, margin: "14px 0 0" }}>
            Dacă butonul nu merge, deschide linkul:
            <br />
            <Link className="link" href={block.url} style={linkStyle}>
              {block.url}
            </Link>
          </Text>
        </Section>
      ) : (
        <Section style={{ margin: "8px 0 20px" }}>
          <Button className="choice" href={block.url} style={choice}>
            {block.label}
          </Button>
        </Section>
      )
    case "link":
      return (
        <Text className="quiet" style={small}>
          <Link className="link" href={block.url} style={linkStyle}>
            {block.label}
          </Link>
        </Text>
      )
    case "fine":
      return (
        <Text className="quiet" style={{ ...small, margin: "0 0 14px" }}>
          <strong>{block.title}</strong>
          {block.lines.map((said) => (
            <Fragment key={said}>
              <br />
              {said}
            </Fragment>
          ))}
        </Text>
      )
    case "item":
      return (
        <Section style={{ margin: "0 0 12px" }}>
          <Hr className="line" style={{ borderColor: line, margin: "4px 0 16px" }} />
          <Text className="ink" style={{ ...text, fontSize: 18, fontWeight: 700, margin: 0 }}>
            {block.title}
          </Text>
          <Text style={{ ...text, margin: "6px 0" }}>
            <span className={block.tone} style={badge(block.tone)}>
              {`${shapes[block.tone]} ${block.state}`}
            </span>
          </Text>
          {block.lines.map((said) => (
            <Text className="quiet" key={said} style={{ ...text, color: muted, fontSize: 16, margin: 0 }}>
              {said}
            </Text>
          ))}
        </Section>
      )
    default:
      return unreachable(block)
  }
}

const shapes = { active: "●", soon: "▲", waiting: "■", over: "■" } satisfies Record<MailTone, string>

const badge = (tone: MailTone) =>
  ({
    display: "inline-block",
    backgroundColor: lightPalette[`${tone}-ground`],
    color: lightPalette[tone],
    borderRadius: 999,
    fontSize: 16,
    fontWeight: 700,
    lineHeight: "24px",
    padding: "2px 12px",
  }) as const

const linkStyle = { color: link, textDecoration: "underline" } as const

const pressed = {
  borderRadius: 10,
  fontSize: 18,
  fontWeight: 700,
  lineHeight: "24px",
  textAlign: "center",
} as const

const action = {
  ...pressed,
  backgroundColor: lightPalette.action,
  border: `2px solid ${lightPalette.action}`,
  color: lightPalette["on-action"],
  padding: "13px 26px",
} as const

const choice = { ...pressed, border: `2px solid ${edge}`, color: ink, padding: "12px 18px" } as const
