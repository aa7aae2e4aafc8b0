/** For files, terminals and mails' plain part: a space for one that keeps words on a line, "-" for a minus. */
export const inPlainSigns = (text: string): string => text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-")
