import { type CivilDate, formatDate } from "@/lib/domain/time/civil-date"

/** Raise it whenever the text changes: the version is stored with the request. */
export const expressRequestVersion = "2026-06"

/** OUG 34/2014 art. 16: a service may start within the withdrawal period at express request. */
export const expressRequestText =
  "Cer în mod expres ca pachetul să pornească înainte de sfârșitul celor 14 zile în care mă pot retrage. Dacă mă retrag după ce pornește, plătesc doar zilele folosite."

/** The answer to an activation without the request; `lastDay` ends the withdrawal period. */
export const expressRequestNeeded = (lastDay: CivilDate): string =>
  `Ca să pornim acum, bifează cererea. Altfel îl poți activa după ${formatDate(lastDay)}.`
