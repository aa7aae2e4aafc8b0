/** `next dev`, where pages are compiled in the browser. Next writes the value in at build time. */
export const isDevelopment = process.env.NODE_ENV === "development"
