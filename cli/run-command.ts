import { type OperatorName, parseOperatorName } from "@/lib/domain/people/operator-name"
import { describeError, type ErrorDescription } from "@/lib/runtime/describe-error"
import { driverPatchProblem } from "@/lib/runtime/driver-patch"
import { fail } from "./fail"

const nameless =
  "Set OPERATOR_NAME to your own name: the audit trail keeps who ran a command. 2 to 60 letters, digits and signs, with single blanks between words. Nothing was done."

/**
 * Runs a command for the person who OPERATOR_NAME names, and exits with the code that it returns. Without a
 * usable name, or with a database driver that lacks our patch, nothing is started.
 */
export async function runCommand(command: (operatorName: OperatorName) => Promise<number>): Promise<void> {
  process.exitCode = await exitCode(command)
}

async function exitCode(command: (operatorName: OperatorName) => Promise<number>): Promise<number> {
  const driver = driverPatchProblem(process.cwd())
  if (driver) return fail(driver)
  const operatorName = parseOperatorName(process.env.OPERATOR_NAME)
  if (!operatorName) return fail(nameless)
  try {
    return await command(operatorName)
  } catch (error) {
    const [first = "", ...more] = linesOf(describeError(error))
    return fail(first, ...more)
  }
}

/** The message, where it was thrown, and its causes. */
const linesOf = ({ name, message, code, stack = "", cause }: ErrorDescription): string[] => [
  ...`${name}${code ? ` ${code}` : ""}: ${message}`.split("\n"),
  ...stack.split("\n").filter(Boolean),
  ...(cause ? linesOf(cause) : []),
]
