/** Counterparts in bash: `bash script.sh`, `bash -c …`, `source`; and watch, which runs a command again and again. */
import { isFolder, readFile, resolvePath } from '../../files.ts'
import type { Builtin } from '../builtin.ts'
import { popFrame, pushFrame } from '../frames.ts'
import { parseScript } from '../parse-script.ts'
import { quoted, runText } from './called-commands.ts'
import { goTo } from './remote.ts'
import { hostNameOf } from './system-names.ts'

export const bash: Builtin = (args, host) => {
  const options = args.findIndex((arg) => !/^-[lieux]+$/.test(arg))
  const [first, ...rest] = options === -1 ? [] : args.slice(options)
  const set = args.slice(0, Math.max(0, options)).join('').replace(/[^eu]/g, '')
  const before = set === '' ? '' : `set -${set}; `
  if (first === undefined)
    return goTo(host, { host: hostNameOf(host.machine), prompt: 'bash$ ', farewell: 'exit\n' }, 'silently')
  if (first === '-c') {
    const [text, , ...others] = rest
    if (text !== undefined) return runText(host, before + text, { name: 'bash: -c', args: others })
    host.error('bash: -c: option requires an argument\n')
    return 2
  }
  if (first.startsWith('-')) {
    host.error(`bash: ${first}: this simulator does not model this option\n`)
    return 2
  }
  const path = resolvePath(host.process.folder, first)
  const text = readFile(host.machine.shell.disk, path)
  if (text === undefined) {
    const isDirectory = isFolder(host.machine.shell.disk, path)
    host.error(`bash: ${first}: ${isDirectory ? 'Is a directory' : 'No such file or directory'}\n`)
    return isDirectory ? 126 : 127
  }
  return runText(host, before + text, { name: first, args: rest })
}

/** In this shell itself. */
export const source: Builtin = (args, host) => {
  const { machine, process, frame } = host
  const [name] = args
  if (frame.children.length > 0) return process.lastExitCode
  if (name === undefined) {
    host.complain('source: filename argument required')
    host.error('source: usage: source filename [arguments]\n')
    return 2
  }
  const text = readFile(machine.shell.disk, resolvePath(process.folder, name))
  if (text === undefined) {
    host.complain(`${name}: No such file or directory`)
    return 1
  }
  const script = parseScript(`${text}\n`)
  if (script.kind !== 'script') {
    const words = script.kind === 'error' ? script.message : 'syntax error: unexpected end of file'
    host.error(`${name}: line ${script.kind === 'error' ? script.line : text.split('\n').length}: ${words}\n`)
    return 1
  }
  if (script.list.statements.length === 0) return 0
  const { guarded } = frame
  popFrame(machine, process, 0)
  pushFrame(machine, process, script.list, { guarded })
  return 'gone'
}

const COLUMNS = 80

/** Every two seconds, on a screen that is wiped before. */
export const watch: Builtin = (args, host) => {
  let seconds = '2'
  let titled = true
  let at = 0
  for (let arg = args[at]; arg?.startsWith('-') === true; arg = args[++at]) {
    const [, inline] = /^(?:-n|--interval=)(.*)$/s.exec(arg) ?? []
    if (inline !== undefined) seconds = inline === '' ? (args[++at] ?? '') : inline
    else if (arg === '-t' || arg === '--no-title') titled = false
    else {
      host.error(`watch: ${arg}: this simulator does not model this option\n`)
      return 1
    }
  }
  const command = args.slice(at).join(' ')
  if (!/^\d+(\.\d+)?$/.test(seconds)) {
    host.error(`watch: failed to parse argument: '${seconds}': Invalid argument\n`)
    return 1
  }
  if (command === '') {
    host.error('\nUsage:\n watch [options] command\n')
    return 1
  }
  const every = Math.max(0.1, Number(seconds))
  const left = `Every ${every.toFixed(1)}s: ${command}`
  // The date takes as many columns in any month.
  const right = `${hostNameOf(host.machine)}: `
  const room = ' '.repeat(Math.max(1, COLUMNS - left.length - right.length - 24))
  const title = titled ? `printf '%s%s\\n\\n' ${quoted([left + room + right])} "$(date '+%a %b %e %H:%M:%S %Y')"\n` : ''
  return runText(host, `while :; do\nclear\n${title}( ${command}\n)\nsleep ${every}\ndone`, { name: 'sh', args: [] })
}

/** What was typed here, as far as it is remembered. */
export const history: Builtin = (args, { machine, out, complain }) => {
  const [count] = args
  if (count !== undefined && !/^\d+$/.test(count)) {
    complain(`history: ${count}: this simulator does not model this option`)
    return 2
  }
  if (!machine.terminal.tty) return 0
  const typed = [...machine.terminal.finished.map(({ command }) => command), ['history', ...args].join(' ')]
  const lines = typed.map((command, index) => `${String(index + 1).padStart(5)}  ${command}\n`)
  out(lines.slice(count === undefined ? 0 : -Number(count)).join(''))
  return 0
}
