import { spawnSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/find-browser.mjs'

/** Not the root of the host: the build must work wherever it is put. */
const base = '/kafkascope/'

/**
 * Off in the browser. Of several `--disable-features` Chromium heeds the last, so those that Playwright 1.65.1 turns off
 * (`chromiumSwitches.ts`) come first. The popups of the address bar are two pages more for each window, which nobody
 * sees: a quarter of what opening a page costs.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

// Playwright reads this file again in each of its workers. What the first reading finds, they inherit.
process.env.KAFKASCOPE_E2E_PORT ??= freePort()
process.env.PLAYWRIGHT_CHROMIUM ??= await findBrowserOrThrow()

const url = `http://localhost:${process.env.KAFKASCOPE_E2E_PORT}${base}`

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A shared machine may hold a browser up for longer than any wait. Who develops sees every race at once, and the stage
  // says which journeys needed a second try.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: [['list']],
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // What the browser keeps of the site is a journey of its own (offline.spec.ts); elsewhere it would only be fetched in vain.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // Recording costs as much as opening a page does, and more with every click: where there is a second try, it is enough to
    // watch that.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM,
      args: [
        `--disable-features=${disabledFeatures.join(',')}`,
        '--disable-dev-shm-usage', // Containers give /dev/shm too little room.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's sandbox refuses to run as root.
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${process.env.KAFKASCOPE_E2E_PORT} --base ${base}`,
    url,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})

function freePort(): string {
  const ask =
    "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"
  return spawnSync(process.execPath, ['-e', ask], { encoding: 'utf8' }).stdout.trim()
}

async function findBrowserOrThrow(): Promise<string> {
  const browser = await findBrowser()
  if (browser.path === undefined) throw new Error(browser.problem)
  return browser.path
}
