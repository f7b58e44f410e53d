// npm start [-- --port N] [--host H] [--no-open]: installs, builds what is stale, serves, opens the browser.

import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { build, isBuildStale } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { serve } from './serve.mjs'

/** Always the same one where possible: a browser keeps saved runs by address, and the port belongs to the address. */
const usualPort = 4173

const usage = 'usage: npm start -- [--port N] [--host H] [--no-open]'

const options = readOptions()
ensureInstalled()
if (isBuildStale()) {
  console.log('Building …')
  if (!build()) process.exit(1)
}
const server = await start()
console.log(`Kafkascope is at ${server.url}  (Ctrl-C ends it)`)
if (options.open) openBrowser(server.url)

function readOptions() {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
    })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      throw new Error(`--port ${values.port}: a whole number from 0 to 65535 is needed`)
    }
    return { port, host: values.host ?? '127.0.0.1', open: !values['no-open'] && hasDisplay() }
  } catch (error) {
    console.error(`${error.message}\n${usage}`)
    process.exit(2)
  }
}

async function start() {
  const { port, host } = options
  try {
    return await serve({ port: port ?? usualPort, orNextFree: port === undefined, host })
  } catch (error) {
    const reason = error.code === 'EADDRINUSE' ? `port ${port} is taken; choose another with --port` : error.message
    console.error(`Kafkascope cannot be served: ${reason}`)
    process.exit(1)
  }
}

function hasDisplay() {
  if (process.env.CI) return false
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function openBrowser(url) {
  const [command, args] = {
    darwin: ['open', [url]],
    win32: ['cmd', ['/c', 'start', '', url]],
  }[process.platform] ?? ['xdg-open', [url]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {}) // No such program: the address has been printed, and that will do.
  child.unref()
}
