/** Where the descriptors of a command go: the screen, the next command of the pipeline, files. */
import { isFolder, readFile, resolvePath, type VirtualDisk, writeFile } from '../files.ts'
import { expandToText } from './expand.ts'
import type { ShellRedirect, SimpleCommand } from './script.ts'

/** Where each descriptor of a stage goes: the screen, the pipe, or a file. */
export interface Outputs {
  readonly out: Output
  readonly error: Output
}

export type Output = { readonly kind: 'stdout' | 'stderr' | 'pipe' } | { readonly kind: 'file'; readonly path: string }

interface Place {
  readonly folder: string
  readonly disk: VirtualDisk
}

/** Opens files and joins descriptors; a string is bash's complaint about one of them. */
export function wire(
  command: SimpleCommand,
  last: boolean,
  piped: string | null,
  variables: ReadonlyMap<string, string>,
  place: Place,
): { outputs: Outputs; stdin: string | null } | string {
  let { out, error } = noRedirects(last)
  let stdin = piped
  for (const redirect of command.redirects) {
    if (redirect.kind === 'hereDocument') stdin = expandToText(redirect.body, variables)
    else if (redirect.kind === 'duplicate') {
      if (redirect.from === 2) error = redirect.to === 1 ? out : error
      else out = redirect.to === 2 ? error : out
    } else {
      const opened = openFile(redirect, variables, place)
      if ('complaint' in opened) return opened.complaint
      if (redirect.kind === 'read') stdin = opened.content
      else if (redirect.descriptor === 2) error = opened.output
      else if (redirect.descriptor === 1) out = opened.output
      else out = error = opened.output
    }
  }
  return { outputs: { out, error }, stdin }
}

export function noRedirects(last: boolean): Outputs {
  return { out: { kind: last ? 'stdout' : 'pipe' }, error: { kind: 'stderr' } }
}

function openFile(
  redirect: Exclude<ShellRedirect, { kind: 'hereDocument' | 'duplicate' }>,
  variables: ReadonlyMap<string, string>,
  { folder, disk }: Place,
): { readonly content: string; readonly output: Output } | { readonly complaint: string } {
  const name = expandToText(redirect.target, variables)
  const path = resolvePath(folder, name)
  if (path === '/dev/null') return { content: '', output: { kind: 'file', path: '/dev/null' } }
  if (isFolder(disk, path)) return { complaint: `${name}: Is a directory` }
  const content = readFile(disk, path)
  if (redirect.kind === 'read')
    return content === undefined
      ? { complaint: `${name}: No such file or directory` }
      : { content, output: { kind: 'file', path } }
  if (redirect.kind === 'write' || content === undefined) writeFile(disk, path, '')
  return { content: '', output: { kind: 'file', path } }
}
