/** How much the script of other people's pages weighs. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Measurement } from './figure.ts'

interface EmbedScript {
  buildEmbedScript(): Promise<{ readonly outputFiles: readonly { readonly contents: Uint8Array }[] }>
}

/** Bytes of `embed.js` as a host sends it, gzip -9. */
export async function embedScriptSize(): Promise<number> {
  // Not bundled with the bench: what makes the script finds its sources from where it lies.
  const path = join(process.cwd(), 'scripts', 'embed-script.mjs')
  const { buildEmbedScript } = (await import(pathToFileURL(path).href)) as EmbedScript
  const { outputFiles } = await buildEmbedScript()
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

export const embedFigures: readonly Measurement[] = [
  {
    targets: [{ name: 'embed.script_kb_gzip', unit: 'kB', atMost: 3, how: 'embed.js, gzip -9; 1 kB = 1000 bytes' }],
    measure: async () => [(await embedScriptSize()) / 1000],
  },
]
