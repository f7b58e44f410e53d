/** The built site, served as any static host would, and a Chromium to look at it with. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'

interface BuildScript {
  build(): boolean
  isBuildStale(): boolean
}
interface ServeScript {
  serve(options: { readonly port?: number }): Promise<{ readonly url: string; close(): void }>
}
interface FindBrowserScript {
  findBrowser(): Promise<{ readonly path?: string; readonly problem?: string }>
}

export interface RequestSeen {
  readonly path: string
  /** Epoch milliseconds at which it was asked for. */
  readonly atMs: number
  readonly body: Uint8Array
}

export interface Site {
  readonly url: string
  readonly browser: Browser
  /** A page of its own context: nothing stored, nothing cached. */
  open(): Promise<Page>
  /** The address of a second server that notes what is asked of it. */
  watched(): Promise<{ readonly url: string; readonly requests: RequestSeen[]; close(): void }>
}

/** Builds the site where `dist` is not of these sources, and starts what is needed to measure it. */
export async function openSite(): Promise<{ readonly site: Site; close(): Promise<void> }> {
  const { build, isBuildStale } = await script<BuildScript>('build')
  if (isBuildStale() && !build()) throw new Error('the site could not be built')
  const { findBrowser } = await script<FindBrowserScript>('find-browser')
  const { path, problem } = await findBrowser()
  if (path === undefined) throw new Error(problem?.split('\n')[0] ?? 'no Chromium was found')
  const { serve } = await script<ServeScript>('serve')
  const server = await serve({})
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const browser = await chromium.launch({ executablePath: path, args })
  const site: Site = {
    url: server.url,
    browser,
    open: () => newPage(browser),
    watched: () => watch(server.url),
  }
  return {
    site,
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

/** The scripts are no part of this bundle: they find the project by their own place in it. */
async function script<T>(name: string): Promise<T> {
  const address = pathToFileURL(join(process.cwd(), 'scripts', `${name}.mjs`)).href
  return (await import(address)) as T
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  return context.newPage()
}

/** Passes everything on to the real server. What a worker asks for is seen here too. */
async function watch(target: string): Promise<{ url: string; requests: RequestSeen[]; close(): void }> {
  const requests: RequestSeen[] = []
  const server: Server = createServer(async (request, response) => {
    const atMs = Date.now()
    const path = request.url ?? '/'
    const answer = await fetch(new URL(path, target))
    const body = new Uint8Array(await answer.arrayBuffer())
    requests.push({ path, atMs, body })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}/`, requests, close: () => server.close() }
}
