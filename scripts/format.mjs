// npm run format [-- paths…]: formats, sorts imports and applies the linter's safe fixes.

import { ensureInstalled } from './install.mjs'
import { runTool } from './tools.mjs'

ensureInstalled()
const paths = process.argv.slice(2)
process.exit(runTool('biome', ['check', '--write', ...(paths.length > 0 ? paths : ['.'])]))
