/** `npm run check:language [-- PATH …]`: checks the house style in all files, or in those below the paths. */
import { readFileSync } from "node:fs"
import { sourceFiles } from "./source-files"
import { brokenStyle } from "./style-rules"

const wanted = process.argv.slice(2)
const files = sourceFiles().filter(
  (path) => wanted.length === 0 || wanted.some((one) => path.startsWith(one)),
)
const problems = files.flatMap((path) => brokenStyle({ path, text: readFileSync(path, "utf8") }))
if (problems.length > 0) {
  console.error(`${problems.join("\n")}\n${problems.length} places break the house style`)
  process.exit(1)
}
console.log(`The house style holds in ${files.length} files`)
