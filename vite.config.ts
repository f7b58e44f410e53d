import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { embedScript } from './scripts/embed-script.mjs'
import { failurePictures } from './scripts/failure-pictures.mjs'
import { firstChunk } from './scripts/first-chunk.mjs'
import { prologue } from './scripts/prologue.mjs'
import { siteCopy } from './scripts/site-copy.mjs'

/**
 * The whole policy: nothing inline, nothing evaluated, nothing from elsewhere. `frame-ancestors` is left out on
 * purpose, so that anybody may embed the page.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Only in a build: the dev server itself puts inline scripts and styles into the page. */
function addContentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/**
 * xterm.js writes its theme into <style> elements and its RGB colours into style attributes; the policy forbids both.
 * Here its style elements become inert <xterm-style> elements, whose text `src/view/terminal` copies into a constructed
 * style sheet, and the attributes become assignments to `style.cssText`; the policy allows both. The counts are checked,
 * so that a new version of xterm.js cannot slip by unnoticed.
 */
function letXtermLiveWithThePolicy(): Plugin {
  return {
    name: 'xterm-content-security-policy',
    apply: 'build',
    transform: {
      filter: { id: /@xterm[\\/]xterm[\\/]lib[\\/]xterm\.mjs$/ },
      handler(code) {
        let elements = 0
        let attributes = 0
        const changed = code
          .replace(/createElement\("style"\)/g, () => {
            elements++
            return 'createElement("xterm-style")'
          })
          .replace(
            /(\w+)\.setAttribute\("style",`\$\{\1\.getAttribute\("style"\)\|\|""\}\$\{(\w+)\};`\)/g,
            (_, element, style) => {
              attributes++
              return `${element}.style.cssText+=${style}+";"`
            },
          )
        if (elements !== 3 || attributes !== 1) {
          this.error(`xterm.js changed: ${elements} style elements and ${attributes} style attributes, not 3 and 1`)
        }
        return { code: changed, map: null }
      },
    },
  }
}

/**
 * Of every part that comes later the first file would name all the files that it imports, so that they are fetched
 * together with it: kilobytes of names. A part names its scripts itself, its style sheets nobody else does; and only the
 * part that everybody waits for is worth the names of its scripts.
 */
function namedInFirst(part: string, files: string[]): string[] {
  return /\bdeferred-parts\b/.test(part) ? files : files.filter((file) => file.endsWith('.css'))
}

/** A build takes as long as playing the first seconds does; that is no news. */
const checks = { pluginTimings: false }

export default defineConfig({
  // Relative addresses, so that the same build works at the root of a host and under any sub-path.
  base: './',
  plugins: [
    react(),
    prologue(),
    failurePictures(),
    addContentSecurityPolicy(),
    letXtermLiveWithThePolicy(),
    embedScript(),
    siteCopy(),
  ],
  build: {
    target: 'es2022',
    // No data: addresses: the policy allows them for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: namedInFirst },
    reportCompressedSize: true,
    rolldownOptions: { checks, output: { codeSplitting: firstChunk() } },
  },
  worker: { format: 'es', rolldownOptions: { checks } },
})
