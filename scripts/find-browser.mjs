// node scripts/find-browser.mjs: finds a Chromium for the end-to-end tests, and gets one where there is none.
//
// In this order: PLAYWRIGHT_CHROMIUM, Playwright's own, an installed Chrome or Chromium, one that Playwright installs,
// one from the system's packages.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { ensureInstalled, isMain, root } from './install.mjs'
import { toolArgs } from './tools.mjs'

const playwrightLimitMs = 5 * 60_000
/** A download that says nothing for so long will not come. */
const silenceLimitMs = 60_000
const packagesLimitMs = 10 * 60_000

/**
 * @param {{ mayInstall?: boolean }} options
 * @returns {Promise<{ path?: string, from?: string, problem?: string }>}
 */
export async function findBrowser({ mayInstall = false } = {}) {
  const named = process.env.PLAYWRIGHT_CHROMIUM
  if (named) {
    if (existsSync(named)) return { path: named, from: 'PLAYWRIGHT_CHROMIUM' }
    return { problem: `PLAYWRIGHT_CHROMIUM says ${named}, but there is no such file.` }
  }
  const found = (await playwrightsOwn()) ?? installed()
  if (found !== undefined || !mayInstall) return found ?? { problem: noBrowser }
  return (await installWithPlaywright()) ?? (await installFromPackages()) ?? { problem: noBrowser }
}

const noBrowser = [
  'The end-to-end tests need a Chromium, none was found, and none could be installed.',
  'Any of these will do:',
  '  - install Google Chrome or Chromium;',
  '  - run `npx playwright install --with-deps chromium` while online;',
  '  - set PLAYWRIGHT_CHROMIUM to the full path of a Chrome or Chromium.',
].join('\n')

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  const candidates = [path, ...headlessShells(path)]
  const works = candidates.find(canRun)
  return works === undefined ? undefined : { path: works, from: "Playwright's own" }
}

/** Beside `…/chromium-1234/…` Playwright may keep only `…/chromium_headless_shell-1234/…/headless_shell`. */
function headlessShells(path) {
  const folder = dirname(dirname(path))
  const shell = join(dirname(folder), basename(folder).replace('chromium-', 'chromium_headless_shell-'))
  if (!existsSync(shell)) return []
  const names = ['headless_shell', 'chrome-headless-shell', 'headless_shell.exe', 'chrome-headless-shell.exe']
  return readdirSync(shell).flatMap((inner) => names.map((name) => join(shell, inner, name)))
}

function installed() {
  const works = installedPaths().find(canRun)
  return works === undefined ? undefined : { path: works, from: 'installed' }
}

function installedPaths() {
  const { env, platform } = process
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Google Chrome for Testing', 'Microsoft Edge']
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')]
    return folders.flatMap((folder) => apps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe']
    const edge = 'Microsoft/Edge/Application/msedge.exe'
    return [...programs, edge].flatMap((program) => folders.map((folder) => join(folder, program)))
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge']
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ]
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(folder, name))))]
}

/** A browser whose system libraries are missing is there but cannot start; asking its version finds out. */
function canRun(path) {
  if (!existsSync(path)) return false
  // Windows' Chrome answers by opening a window.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

async function installWithPlaywright() {
  console.log('No Chrome or Chromium found: asking Playwright to install one …')
  const args = toolArgs('playwright', ['install', 'chromium'])
  if (!(await runBounded(process.execPath, args, playwrightLimitMs, silenceLimitMs))) {
    console.log('Playwright could not install one.')
    return undefined
  }
  const found = await playwrightsOwn()
  if (found !== undefined || process.platform !== 'linux') return found
  console.log('It lacks system libraries: asking for those too …')
  await runAsRoot(process.execPath, toolArgs('playwright', ['install-deps', 'chromium']))
  return playwrightsOwn()
}

const packageManagers = {
  'apt-get': [['update'], ['install', '-y', '--no-install-recommends', 'chromium']],
  dnf: [['install', '-y', 'chromium']],
  apk: [['add', 'chromium']],
  pacman: [['-Sy', '--noconfirm', 'chromium']],
  zypper: [['--non-interactive', 'install', 'chromium']],
}

async function installFromPackages() {
  if (process.platform !== 'linux') return undefined
  for (const [manager, steps] of Object.entries(packageManagers)) {
    if (spawnSync(manager, ['--version'], { stdio: 'ignore' }).error) continue
    console.log(`Installing chromium with ${manager} …`)
    // A failed `update` may still leave usable lists behind, so the steps after it are tried all the same.
    for (const step of steps) await runAsRoot(manager, step)
    return installed()
  }
  return undefined
}

function runAsRoot(command, args) {
  if (process.getuid?.() === 0) return runBounded(command, args, packagesLimitMs, packagesLimitMs)
  // -n: where sudo would ask for a password, nobody is there to type it.
  return runBounded(
    'sudo',
    ['-n', 'env', 'DEBIAN_FRONTEND=noninteractive', command, ...args],
    packagesLimitMs,
    packagesLimitMs,
  )
}

/** Runs a command that may hang (no network, a lock held elsewhere); true if it ended well and in time. */
function runBounded(command, args, limitMs, silenceMs) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group, because Playwright downloads in a child of its own. Windows has no such groups.
      detached: process.platform !== 'win32',
      env: {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: process.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ?? '10000',
      },
    })
    const stop = () => stopGroup(child)
    const limit = setTimeout(stop, limitMs)
    let silence = setTimeout(stop, silenceMs)
    const show = (chunk) => {
      process.stdout.write(chunk)
      clearTimeout(silence)
      silence = setTimeout(stop, silenceMs)
    }
    const finish = (well) => {
      clearTimeout(limit)
      clearTimeout(silence)
      resolve(well)
    }
    child.stdout.on('data', show)
    child.stderr.on('data', show)
    child.on('error', () => finish(false))
    child.on('close', (code) => finish(code === 0))
  })
}

function stopGroup(child) {
  try {
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

if (isMain(import.meta.url)) {
  ensureInstalled({ quiet: true })
  const { path, problem } = await findBrowser({ mayInstall: true })
  console.log(path ?? problem)
  process.exitCode = path === undefined ? 1 : 0
}
