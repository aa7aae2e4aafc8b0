const basicLatin = Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) =>
  String.fromCharCode(0x20 + index),
).join("")

/** Cut from the Latin file: ASCII, â and î, foreign names, signs for prices, quotations and lists. */
export const signsOfLatin = `${basicLatin}ÂÎâîÉéÖöÜüÁáÓó„”“’‚«»–—·…•€°§©×−\u00a0`

/** Cut from the font's extended file: the Romanian letters that Latin-1 lacks. */
export const signsOfRomanian = "ĂăȘșȚț"
