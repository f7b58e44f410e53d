// Makes dist/embed.js, the script of other people's pages (`src/embed/in-page/`): one plain file of a name that stays.

import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './install.mjs'

/** Also for those who measure it: written nowhere without `outfile`. */
export function buildEmbedScript(outfile) {
  return build({
    entryPoints: [join(root, 'src', 'embed', 'in-page', 'embed.ts')],
    ...(outfile === undefined ? { write: false } : { outfile }),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  })
}

/** The Vite plugin for the page's build. */
export function embedScript() {
  let directory = ''
  return {
    name: 'embed-script',
    apply: 'build',
    configResolved: (config) => {
      directory = join(config.root, config.build.outDir)
    },
    writeBundle: () => buildEmbedScript(join(directory, 'embed.js')),
  }
}
