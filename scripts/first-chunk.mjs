// What the page needs for its first frames stands in one file: in a dozen small ones, as the bundler would cut them where
// later parts share something with the first, the same code takes several kilobytes more.

import { join } from 'node:path'
import { root } from './install.mjs'

const ENTRY = join(root, 'src', 'main.tsx')

/** Groups for `output.codeSplitting`: every module that the page imports, directly or not, without waiting for it. */
export function firstChunk() {
  let first = null
  const collect = (id, context, found) => {
    if (found.has(id)) return found
    found.add(id)
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) collect(imported, context, found)
    return found
  }
  return {
    groups: [
      {
        name: (id, context) => {
          first ??= collect(ENTRY, context, new Set())
          return first.has(id) ? 'first' : null
        },
      },
    ],
  }
}
