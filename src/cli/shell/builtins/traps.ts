/** Counterparts in bash: trap, exec. */

import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { popFrame, pushFrame } from '../frames.ts'
import { parseScript } from '../parse-script.ts'
import { singleQuoted } from '../single-quoted.ts'
import { LINUX_SIGNALS } from '../timeout.ts'
import { quoted } from './called-commands.ts'

/** Others never come, or nobody here could act on them. */
const KEPT = new Set(['EXIT', 'HUP', 'INT', 'TERM'])

export const trap: Builtin = (args, host) => {
  const { process } = host
  const [first, ...rest] = args[0] === '--' ? args.slice(1) : args
  if (first === undefined || first === '-p') {
    const wanted = rest.map(signalName)
    for (const name of LINUX_SIGNALS) {
      const action = process.traps?.get(name)
      if (action === undefined || (wanted.length > 0 && !wanted.includes(name))) continue
      host.out(`trap -- ${singleQuoted(action)} ${name === 'EXIT' ? '' : 'SIG'}${name}\n`)
    }
    return 0
  }
  if (first === '-l') {
    host.complain('trap: -l: this simulator does not model this option')
    return 2
  }
  // One word alone is a signal whose action is taken back.
  const names = rest.length === 0 ? [first] : rest
  const action = rest.length === 0 ? '-' : first
  let status = 0
  for (const given of names) {
    const name = signalName(given)
    if (name === null) {
      host.complain(`trap: ${given}: invalid signal specification`)
      status = 1
    } else if (!KEPT.has(name)) host.error(inOwnVoice(`trap: ${given}: this simulator does not model this signal`))
    else setTrap(host, name, action)
  }
  return status
}

function signalName(text: string): string | null {
  const name = text.toUpperCase().replace(/^SIG/, '')
  if (['EXIT', '0'].includes(name)) return 'EXIT'
  if (['ERR', 'DEBUG', 'RETURN'].includes(name)) return name
  return (/^\d+$/.test(name) ? LINUX_SIGNALS[Number(name)] : LINUX_SIGNALS.find((each) => each === name)) ?? null
}

function setTrap({ process }: BuiltinHost, name: string, action: string): void {
  if (action === '-') {
    process.traps?.delete(name)
    if (process.traps?.size === 0) delete process.traps
    return
  }
  process.traps ??= new Map()
  process.traps.set(name, action)
}

/** With redirections alone they are the shell's from now on; a command takes the shell's place. */
export const exec: Builtin = (args, host) => {
  const { machine, process, frame, descriptors } = host
  if (args.length === 0) {
    process.descriptors = new Map(descriptors)
    return 0
  }
  if (args[0]?.startsWith('-') === true) {
    host.complain(`exec: ${args[0]}: this simulator does not model this option`)
    return 2
  }
  const script = parseScript(`${quoted(args)}\nexit $?\n`)
  if (script.kind !== 'script') throw new Error('a script of our own cannot be read')
  const { guarded } = frame
  process.descriptors = new Map(descriptors)
  popFrame(machine, process, process.lastExitCode)
  pushFrame(machine, process, script.list, { guarded })
  return 'gone'
}
