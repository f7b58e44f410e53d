// Makes the service worker of a built site: its script (`src/worker/site.worker.ts`), with the list of all the files to keep.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { root } from './install.mjs'

const SCRIPT = 'service-worker.js'
/** Vite puts a hash of the content into these names. */
const NAMED_BY_CONTENT = /^assets\/.*-[\w-]{8}\.\w+$/

/** The Vite plugin for the page's build; works on what the build has written. */
export function siteCopy() {
  let directory = ''
  return {
    name: 'site-copy',
    apply: 'build',
    configResolved: (config) => {
      directory = join(config.root, config.build.outDir)
    },
    closeBundle: async () => {
      await build({
        entryPoints: [join(root, 'src', 'worker', 'site.worker.ts')],
        outfile: join(directory, SCRIPT),
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        legalComments: 'none',
        logLevel: 'error',
        define: {
          SITE_FILES: JSON.stringify(filesToKeep(directory)),
          'process.env.NODE_ENV': '"production"',
        },
      })
    },
  }
}

/** Addresses relative to the site, wherever it will lie, each with what changes when the file does. */
function filesToKeep(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((url) => url !== SCRIPT && !url.endsWith('.map'))
    .sort()
    .map((url) => ({ url, revision: NAMED_BY_CONTENT.test(url) ? null : versionOf(join(directory, url)) }))
}

function versionOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}
