// Writes down the first seconds of the default run, as the engine of these sources plays them, and gives them to the page
// in two files of their own (`src/worker/prologue/`). Only the build does this; tests and `npm run dev` know nothing of it.

import { join } from 'node:path'
import { builtByRunning } from './built-by-running.mjs'
import { root } from './install.mjs'

/** The Vite plugin for the page's build. */
export function prologue() {
  return builtByRunning({
    name: 'prologue',
    place: join(root, 'src', 'worker', 'prologue', 'site-recording.ts'),
    placed: (made) =>
      `export const siteRecording = {
        fetchBeginning: () => import('${made('beginning')}'),
        fetchRest: () => import('${made('rest')}'),
      }`,
    entry: join(root, 'src', 'testing', 'cli', 'record-prologue.ts'),
    make: ({ recordPrologue }) => recordPrologue(),
  })
}
