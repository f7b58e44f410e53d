/** Opens what a command's redirections name. */
import { isFolder, readFile, resolvePath, whyUnreadable, whyUnwritable, writeFile } from '../files.ts'
import type { Machine } from '../terminal-state.ts'
import { openInput } from './channels.ts'
import { type Expansion, expandToText } from './expand.ts'
import { type Channel, type Descriptors, NULL_CHANNEL, type ShellProcess } from './process-state.ts'
import { ShellError } from './shell-error.ts'
import type { Redirect, Word } from './syntax.ts'

export function wordsOfRedirects(redirects: readonly Redirect[]): Word[] {
  return redirects.map((redirect) => (redirect.kind === 'hereDocument' ? redirect.body : redirect.target))
}

/** The shell's descriptors with the redirections applied, from left to right. Throws what bash says of one it cannot. */
export function applyRedirects(
  machine: Machine,
  process: ShellProcess,
  redirects: readonly Redirect[],
  expansion: Expansion,
): Descriptors {
  const descriptors: Descriptors = new Map(process.descriptors)
  for (const redirect of redirects) {
    if (redirect.kind === 'hereDocument') {
      descriptors.set(
        redirect.descriptor,
        openInput(machine.terminal, { text: expandToText(redirect.body, expansion) }),
      )
      continue
    }
    const target = expandToText(redirect.target, expansion)
    if (redirect.kind === 'duplicate') duplicate(descriptors, redirect.descriptor, target)
    else {
      const channel = open(machine, process, redirect.kind, target)
      if ('descriptor' in redirect) descriptors.set(redirect.descriptor, channel)
      else descriptors.set(1, channel).set(2, channel)
    }
  }
  return descriptors
}

function duplicate(descriptors: Descriptors, descriptor: number, target: string): void {
  if (target === '-') {
    descriptors.delete(descriptor)
    return
  }
  const channel = /^\d+$/.test(target) ? descriptors.get(Number(target)) : undefined
  if (channel === undefined)
    throw new ShellError(`${target}: ${/^\d+$/.test(target) ? 'Bad file descriptor' : 'ambiguous redirect'}`)
  descriptors.set(descriptor, channel)
}

function open({ terminal, shell }: Machine, process: ShellProcess, kind: Redirect['kind'], name: string): Channel {
  const { disk } = shell
  const path = resolvePath(process.folder, name)
  if (name === '') throw new ShellError(`${name}: No such file or directory`)
  if (path === '/dev/null') return NULL_CHANNEL
  const content = readFile(disk, path)
  if (kind === 'read') {
    if (isFolder(disk, path)) throw new ShellError(`${name}: Is a directory`)
    if (content === undefined) throw new ShellError(`${name}: ${whyUnreadable(disk, path)}`)
    return openInput(terminal, { path })
  }
  const why = whyUnwritable(disk, path)
  if (why !== null) throw new ShellError(`${name}: ${why}`)
  const appends = kind === 'append' || kind === 'appendBoth'
  if (!appends || content === undefined) writeFile(disk, path, '')
  return Object.freeze({ kind: 'file', path })
}
