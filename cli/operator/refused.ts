/**
 * The outcome of a command: undefined when it succeeded, "usage" for wrong words, else the reason for the
 * operator.
 */
export type Refused = string | undefined
