// npm test [-- stage…]: everything, or the stages named (types, lint, tidy, unit, conformance, simulation, build, e2e).
// Its last line says `N passed, N failed`.

import { ensureInstalled } from './install.mjs'
import { report, runStages, stageNames } from './stages.mjs'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !stageNames.includes(name))
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(', ')} (there are ${stageNames.join(', ')})`)
  process.exit(2)
}

ensureInstalled()
report(await runStages(wanted.length > 0 ? stageNames.filter((name) => wanted.includes(name)) : stageNames))
