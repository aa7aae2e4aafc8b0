/** Raise it whenever the text changes: the version is stored with the request. */
export const expressRequestVersion = "2026-06"

/** OUG 34/2014 art. 16: a service may start within the withdrawal period at express request. */
export const expressRequestText =
  "Cer în mod expres ca pachetul să pornească înainte de sfârșitul celor 14 zile în care mă pot retrage. Dacă mă retrag după ce pornește, plătesc doar zilele folosite."
