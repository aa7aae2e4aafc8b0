/**
 * In Unicode code points. In a file of their own, so that forms can name them without loading the password
 * lists.
 */
export const shortestPassword = 12
export const longestPassword = 128
