/** In characters as people see them. Apart from the policy, so that a form can name them without loading its lists. */
export const shortestPassword = 12
export const longestPassword = 128
