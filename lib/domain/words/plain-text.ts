/** For files, terminals and the plain part of mails: plain spaces, and "-" for a minus. */
export const inPlainSigns = (text: string): string => text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-")
