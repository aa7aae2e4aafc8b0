/** Undefined when it was done, "usage", or why it was not done. */
export type Refused = string | undefined
