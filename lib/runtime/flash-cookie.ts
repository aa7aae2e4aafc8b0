import "server-only"

/**
 * The message for the next page. Scripts may remove it, so that it is shown once; what it says is encrypted.
 */
export const flashCookie = (https: boolean) => ({
  name: https ? "__Host-focus-sat-mesaj" : "focus-sat-mesaj",
  options: { httpOnly: false, sameSite: "lax", path: "/", secure: https } as const,
})

/** As a `Set-Cookie` header, and as a script writes it. */
export const withoutFlash = (https: boolean): string =>
  `${flashCookie(https).name}=; Path=/; Max-Age=0; SameSite=Lax${https ? "; Secure" : ""}`
