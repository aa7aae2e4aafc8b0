/**
 * The colours of mails, by role: those of app/globals.css, because mail programs know no variables.
 * tests/unit/design-tokens.test.ts compares both.
 */
export const lightPalette = {
  frame: "#12264f",
  page: "#f3f6fb",
  paper: "#ffffff",
  ink: "#0f1c38",
  muted: "#465370",
  line: "#d3dae7",
  edge: "#71809c",
  link: "#1a4b9e",
  action: "#12753f",
  "on-action": "#ffffff",
  active: "#12753f",
  "active-ground": "#e4f4eb",
  soon: "#8a4b00",
  "soon-ground": "#fff1da",
  waiting: "#1f46a8",
  "waiting-ground": "#e7eefd",
  over: "#a01f17",
  "over-ground": "#fdeae7",
} as const

export const darkPalette = {
  frame: "#14254e",
  page: "#0a1222",
  paper: "#131f39",
  ink: "#f1f5fd",
  muted: "#b4c0d8",
  line: "#2a3959",
  edge: "#7c8db0",
  link: "#a5c4ff",
  action: "#3ecb7f",
  "on-action": "#05200f",
  active: "#5cd996",
  "active-ground": "#12331f",
  soon: "#ffbe63",
  "soon-ground": "#3a2a10",
  waiting: "#a9c3ff",
  "waiting-ground": "#1b2d5a",
  over: "#ff9f92",
  "over-ground": "#431c19",
} satisfies Record<keyof typeof lightPalette, string>
