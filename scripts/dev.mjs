// npm run dev: the development server; its options are Vite's.

import { ensureInstalled } from './install.mjs'
import { becomeTool } from './tools.mjs'

ensureInstalled()
becomeTool('vite', process.argv.slice(2))
