// Where the development tools live, started with this very Node rather than through a shell, so that they start the
// same way on every system.

import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './install.mjs'

const entries = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
}

/** The arguments for Node that start this tool. */
export function toolArgs(tool, args) {
  return [join(root, 'node_modules', entries[tool]), ...args]
}

/** Runs a tool to its end, its output shown as it comes, and returns its exit code. */
export function runTool(tool, args, env = {}) {
  return runNode(toolArgs(tool, args), env)
}

export function runNode(args, env = {}) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  return result.status ?? 1
}

/** Beside others: what it prints is shown as it comes, and handed over at its end. */
export function runNodeAside(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (text) => {
      output += text
      process.stdout.write(text)
    })
    child.on('error', () => resolve({ exitCode: 1, output }))
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }))
  })
}

/** For a tool that stays: hands over the terminal and ends with the tool's own exit code. */
export function becomeTool(tool, args) {
  const child = spawn(process.execPath, toolArgs(tool, args), { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
