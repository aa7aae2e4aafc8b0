/** Invented packages and channels: the screens mark them as a demonstration. */
export const demoCatalogue = {
  packages: [
    {
      code: "familia",
      name: "Familia",
      description: "Filme, știri, sport, desene animate și documentare pentru toată casa.",
      channels: [
        "Demo 1",
        "Demo 2",
        "Demo Știri",
        "Demo Film",
        "Demo Serial",
        "Demo Sport",
        "Demo Copii",
        "Demo Desene",
        "Demo Natură",
        "Demo Istorie",
        "Demo Muzică",
        "Demo Gust",
      ],
      offers: [
        { code: "familia-1", months: 1, priceBani: 4_400 },
        { code: "familia-3", months: 3, priceBani: 12_900 },
        { code: "familia-6", months: 6, priceBani: 24_900 },
        { code: "familia-12", months: 12, priceBani: 47_500 },
      ],
    },
    {
      code: "sport-extra",
      name: "Sport Extra",
      description: "Meciuri în direct și reluări, pe canale numai de sport.",
      channels: ["Demo Sport 2", "Demo Sport 3", "Demo Tenis", "Demo Motor"],
      offers: [
        { code: "sport-extra-1", months: 1, priceBani: 2_500 },
        { code: "sport-extra-3", months: 3, priceBani: 6_900 },
      ],
    },
    {
      code: "film-extra",
      name: "Film Extra",
      description: "Filme și seriale fără pauze de publicitate.",
      channels: ["Demo Cinema", "Demo Cinema 2", "Demo Clasic"],
      offers: [
        { code: "film-extra-1", months: 1, priceBani: 2_900 },
        { code: "film-extra-3", months: 3, priceBani: 7_900 },
      ],
    },
  ],
}
