// node scripts/serve.mjs [--port N] [--base /sub/path/] [--host H]: serves dist/ as any static host would.

import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { isMain, root } from './install.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * @param {{ port?: number, orNextFree?: boolean, host?: string, base?: string, directory?: string }} options
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(options = {}) {
  const { port = 0, orNextFree = false, host = '127.0.0.1', base = '/', directory = join(root, 'dist') } = options
  const server = createServer((request, response) => answer(request, response, base, directory))
  const bound = await listen(server, host, port, orNextFree ? 50 : 1)
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return { url: `http://${name}:${bound}${base}`, close: () => server.close() }
}

async function listen(server, host, port, attempts) {
  for (let attempt = 0; ; attempt++) {
    const wanted = port === 0 ? 0 : port + attempt
    const error = await new Promise((resolve) => {
      server.once('error', resolve)
      server.listen(wanted, host, () => {
        server.off('error', resolve)
        resolve(undefined)
      })
    })
    if (error === undefined) return server.address().port
    if (error.code !== 'EADDRINUSE' || attempt + 1 >= attempts) throw error
  }
}

function answer(request, response, base, directory) {
  const path = pathOf(request.url ?? '/')
  if (path === undefined) return end(response, 400, 'Bad request')
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Method not allowed')
  if (`${path}/` === base) return end(response, 308, '', { location: base })
  if (!path.startsWith(base)) return end(response, 404, 'Not found')

  const file = fileFor(directory, path.slice(base.length))
  if (file === undefined) return end(response, 404, 'Not found')
  response.writeHead(200, {
    'content-type': types[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.size,
    'x-content-type-options': 'nosniff',
    // Files under assets/ carry their content's hash in the name.
    'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response)
}

function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
}

function fileFor(directory, path) {
  const whole = normalize(join(directory, path))
  if (path.includes('\0') || (whole !== directory && !whole.startsWith(directory + sep))) return undefined
  for (const candidate of [whole, join(whole, 'index.html')]) {
    const stats = statSync(candidate, { throwIfNoEntry: false })
    if (stats?.isFile()) return { path: candidate, size: stats.size }
  }
  return undefined
}

function end(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers })
  response.end(text)
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      base: { type: 'string', default: '/' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  })
  const { url } = await serve({ port: Number(values.port), base: values.base, host: values.host })
  console.log(url)
}
