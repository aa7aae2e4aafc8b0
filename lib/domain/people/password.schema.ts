import { z } from "zod"
import { passwordProblem } from "./password-policy"
import { passwordMessages } from "./password-words"

/** A new password that the policy accepts. */
export const newPassword = z
  .string({ error: passwordMessages["too-short"] })
  .superRefine((typed, context) => {
    const problem = passwordProblem(typed)
    if (problem) context.addIssue({ code: "custom", message: passwordMessages[problem] })
  })
