// Draws what the engine of these sources makes of each failure story, and gives it to the page in a file of its own
// (`src/view/failures/`). Only the build does this; tests and `npm run dev` show no pictures.

import { join } from 'node:path'
import { builtByRunning } from './built-by-running.mjs'
import { root } from './install.mjs'

/** The Vite plugin for the page's build. */
export function failurePictures() {
  return builtByRunning({
    name: 'failure-pictures',
    place: join(root, 'src', 'view', 'failures', 'site-pictures.ts'),
    placed: (made) => `export const fetchPictures = () => import('${made('pictures')}').then((made) => made.default)`,
    entry: join(root, 'src', 'testing', 'cli', 'draw-failures.ts'),
    make: ({ drawFailures }) => ({ pictures: drawFailures() }),
  })
}
