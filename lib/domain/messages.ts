/** Sentences that more than one screen says (product.md, "Sentences to use"). */
export const messages = {
  email: "Scrie adresa întreagă, de exemplu ana@exemplu.ro.",
  busy: "Sunt foarte multe cereri acum. Încearcă din nou peste un minut.",
  tooMany: "Prea multe încercări. Încearcă din nou peste câteva minute.",
  linkExpired: "Linkul a expirat. Cere unul nou.",
  linkUsed: "Linkul a fost deja folosit.",
} as const
