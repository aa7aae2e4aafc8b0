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
import type { Seller } from "@/lib/domain/firms/seller"
import { unreachable } from "@/lib/domain/result"
import type { MailBlock, MailText } from "./content"

const navy = "#12264f"
const green = "#12753f"
const ink = "#14213d"
const quiet = "#47536b"
const font = "'Atkinson Hyperlegible Next', Verdana, 'Segoe UI', Arial, sans-serif"

/** For mail programs that support dark mode. */
const darkStyles = `
@media (prefers-color-scheme: dark) {
  .sky, .sky > table > tbody > tr > td { background-color: #0a1226 !important }
  .paper { background-color: #14203c !important }
  .ink { color: #eef2fa !important }
  .quiet { color: #b4bfd4 !important }
  .action { background-color: #3ecb7f !important; color: #06210f !important }
  .soon { color: #ffc15e !important }
}`

/** The layout of every mail. It loads nothing: no image, no tracker. */
export function MailFrame({ mail, sellerLine }: { mail: MailText; sellerLine: string }) {
  return (
    <Html lang="ro">
      <Head>
        <title>{mail.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Body className="sky" style={{ backgroundColor: "#f3f6fb", margin: 0, padding: 0, fontFamily: font }}>
        <div style={hidden}>
          {mail.preview}
          {blanks}
        </div>
        <Container style={{ maxWidth: 560, width: "100%" }}>
          <Section style={{ backgroundColor: navy, padding: "18px 24px" }}>
            <Text style={{ color: "#ffffff", fontSize: 20, fontWeight: 700, margin: 0 }}>Focus Sat</Text>
          </Section>
          <Section className="paper" style={{ backgroundColor: "#ffffff", padding: "28px 24px" }}>
            <Heading
              as="h1"
              className="ink"
              style={{ ...text, fontSize: 24, lineHeight: "30px", margin: "0 0 12px" }}
            >
              {mail.heading}
            </Heading>
            {mail.blocks.map((block) => (
              <Block key={JSON.stringify(block)} block={block} />
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
const small = { color: quiet, fontSize: 14, lineHeight: "20px", margin: 0, overflowWrap: "anywhere" } as const

function Block({ block }: { block: MailBlock }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <Text className="ink" style={{ ...text, margin: "0 0 16px" }}>
          {block.text}
        </Text>
      )
    case "button":
      return (
        <Section style={{ margin: "8px 0 20px" }}>
          <Button className="action" href={block.url} style={action}>
            {block.label}
          </Button>
          <Text className="quiet" style={{ ...small, margin: "14px 0 0" }}>
            Dacă butonul nu merge, deschide linkul:
            <br />
            <Link className="ink" href={block.url} style={{ color: navy, textDecoration: "underline" }}>
              {block.url}
            </Link>
          </Text>
        </Section>
      )
    case "link":
      return (
        <Text className="quiet" style={small}>
          <Link className="ink" href={block.url} style={{ color: navy, textDecoration: "underline" }}>
            {block.label}
          </Link>
        </Text>
      )
    case "item":
      return (
        <Section style={{ margin: "0 0 12px" }}>
          <Hr style={{ borderColor: "#d5dceb", margin: "4px 0 12px" }} />
          <Text className="ink" style={{ ...text, fontSize: 18, fontWeight: 700, margin: 0 }}>
            {block.title}
          </Text>
          <Text className="soon" style={{ ...text, color: "#8a4b00", fontWeight: 700, margin: "2px 0" }}>
            ▲ {block.warning}
          </Text>
          {block.lines.map((line) => (
            <Text className="quiet" key={line} style={{ ...text, color: quiet, fontSize: 16, margin: 0 }}>
              {line}
            </Text>
          ))}
        </Section>
      )
    default:
      return unreachable(block)
  }
}

const action = {
  backgroundColor: green,
  color: "#ffffff",
  borderRadius: 10,
  fontSize: 18,
  fontWeight: 700,
  padding: "15px 28px",
}

export const sellerLine = (seller: Seller) =>
  [seller.name, `CUI ${seller.cui}`, seller.registerNumber, seller.address, seller.phone, seller.email].join(
    " · ",
  )

/** The plain-text part. */
export function plainText({ heading, blocks }: MailText, seller: string): string {
  return [heading, ...blocks.map(plainBlock), `--\n${seller}`].join("\n\n")
}

function plainBlock(block: MailBlock): string {
  switch (block.kind) {
    case "paragraph":
      return block.text
    case "button":
    case "link":
      return `${block.label}:\n${block.url}`
    case "item":
      return [`* ${block.title} – ${block.warning}`, ...block.lines.map((line) => `  ${line}`)].join("\n")
    default:
      return unreachable(block)
  }
}
