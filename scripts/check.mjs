// npm run check: what can be known quickly (types, lint, house rules, unit tests, conformance).

import { ensureInstalled } from './install.mjs'
import { report, runStages } from './stages.mjs'

ensureInstalled()
report(await runStages(['types', 'lint', 'tidy', 'unit', 'conformance']))
