/** Of the name that a customer gives a card. The database checks it too. */
export const longestCardName = 60
