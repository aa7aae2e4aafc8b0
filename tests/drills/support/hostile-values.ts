const loneSurrogate = Buffer.from([0xed, 0xa0, 0x80])

/** Names that the sign-up form refuses. */
export const hostileNames: Readonly<Record<string, string | Buffer>> = {
  "a line break and a header": "Ana\r\nBcc: toti@exemplu.ro",
  markup: "<script>alert(1)</script>",
  "an image": '<img src=x onerror="alert(1)">',
  "template braces": "{{constructor.constructor('x')()}}",
  "dollar braces": "$" + "{process.env}",
  "right-to-left marks": "Ana \u202eupsepoP",
  "a NUL": "Ana\u0000Popescu",
  "a lone surrogate": loneSurrogate,
  "invalid UTF-8": Buffer.from([0x41, 0xff, 0xfe, 0xc0]),
  "10,000 letters": "A".repeat(10_000),
  "zero-width signs": "Ana\u200b\u200dPopescu",
  "an SQL quote": "'; drop table customers; --",
}

/** E-mail addresses that the sign-up form refuses. */
export const hostileAddresses: Readonly<Record<string, string | Buffer>> = {
  "two addresses": "ana@exemplu.ro,toti@exemplu.ro",
  "two addresses in lines": "ana@exemplu.ro\r\nBcc: toti@exemplu.ro",
  "two at signs": "ana@toti@exemplu.ro",
  "a full-width second at": "ana＠toti@exemplu.ro",
  quotes: '"ana toti"@exemplu.ro',
  "a display name": "Ana <ana@exemplu.ro>",
  "a NUL": "ana\u0000@exemplu.ro",
  "a lone surrogate": Buffer.concat([Buffer.from("ana"), loneSurrogate, Buffer.from("@exemplu.ro")]),
  "a right-to-left mark": "ana\u202e@exemplu.ro",
  "a percent path": "ana%toti.ro@exemplu.ro@exemplu.ro",
  "10,000 letters": `${"a".repeat(10_000)}@exemplu.ro`,
  "an IP": "ana@[127.0.0.1]",
  "no dot": "ana@localhost",
}

/** Messages that /contact takes: what is hostile in them must reach no page and no mail as it is. */
export const hostileMessages: Readonly<Record<string, string | Buffer>> = {
  markup: "<script>alert(1)</script> Nu am imagine.",
  "an image": '<img src=x onerror="alert(1)"> Nu am imagine.',
  "a header in a line": "Nu am imagine.\r\nBcc: toti@exemplu.ro\r\n\r\nCâștigă acum.",
  "an address to press": "Câștigă acum la https://capcana.exemplu.ro/premiu",
  "right-to-left marks and a NUL": "Nu am \u202einigami\u0000 pe decodor.",
  "an escape sequence of a terminal": "Nu am imagine. \u001b[2J\u001b]0;gol\u0007",
  "invalid UTF-8": Buffer.concat([Buffer.from("Nu am imagine. "), Buffer.from([0xff, 0xfe, 0xc0])]),
}

/** As part of an address, byte by byte. */
export const percentEncoded = (value: string | Buffer): string =>
  [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")
