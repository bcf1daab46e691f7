// Leaves out of package-lock.json every address that npm writes into it: `npm run lock`.
import { readFileSync, writeFileSync } from "node:fs"

const LOCK = "package-lock.json"

const lock = JSON.parse(readFileSync(LOCK, "utf8"))
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved
  delete entry.funding
}
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`)
