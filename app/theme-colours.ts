/** Of the frame, for what is drawn around the pages. A test compares it with app/globals.css. */
export const frameColours = { light: "#12264f", dark: "#14254e" } as const
