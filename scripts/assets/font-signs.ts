const basicLatin = Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) =>
  String.fromCharCode(0x20 + index),
).join("")

/** In the font's Latin file: what its letters â î stand in, and the signs of prices, quotations, dates and lists. */
export const signsOfLatin = `${basicLatin}ÂÎâîÉéÖöÜüÁáÓó„”“’‚«»–—·…•€°§©×−\u00a0`

/** In the font's extended file: the Romanian letters that Latin-1 lacks. */
export const signsOfRomanian = "ĂăȘșȚț"
