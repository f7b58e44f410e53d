/**
 * Counterparts in OpenSSH, Docker and Kubernetes as far as they lead to Kafka's machine: here all of these are this one
 * workstation, which is said each time.
 */
import { isKnownHost, isKnownToEnsemble, isNumericAddress } from '../../../kafka/common/addresses.ts'
import { optionSet, readOptions } from '../../options/getopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Remote } from '../../terminal-state.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { commandOf } from '../command-lookup.ts'
import { quoted, runAsSubshell, runText } from './called-commands.ts'

const SSH = optionSet(
  'ssh',
  '4 6 A a C T t v q N n X x i= l= p= o= F= !b= !c= !D= !E= !e= !I= !J= !L= !m= !O= !Q= !R= !S= !W= !w= !f !G !g !K !k !M !s !V !Y !y',
  { exitCode: 255, stops: true },
)

const SSH_USAGE =
  'usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-i identity_file] [-l login_name] [-p port] destination [command]\n'

export const ssh: Builtin = (args, host) => {
  const read = readOptions(SSH, args)
  if ('refusal' in read) {
    host.error(read.refusal.includes('this simulator') ? read.refusal : SSH_USAGE)
    return 255
  }
  const [destination, ...command] = read.operands
  if (destination === undefined) {
    host.error(SSH_USAGE)
    return 255
  }
  const [, user, name = ''] = /^(?:ssh:\/\/)?(?:([^@]*)@)?(.*)$/.exec(destination) ?? []
  if (!isMachine(name)) {
    host.error(`ssh: Could not resolve hostname ${name}: Name or service not known\n`)
    return 255
  }
  const login = user ?? read.options.findLast(({ key }) => key === 'l')?.value ?? 'root'
  if (command.length > 0) {
    host.error(inOwnVoice(`${name} is this same workstation, and runs this here.`))
    return runText(host, command.join(' '), { name: 'bash: -c', args: [] })
  }
  return goTo(host, {
    host: name,
    prompt: `[${login}@${name} kafka]$ `,
    farewell: `logout\nConnection to ${name} closed.\n`,
  })
}

/** Who has a name here, or a number, can be gone to. */
function isMachine(name: string): boolean {
  return isKnownHost(name) || isKnownToEnsemble(name) || isNumericAddress(name) || /^ec2-.*\.amazonaws\.com$/.test(name)
}

/** A prompt on another machine, until `exit`. */
export function goTo({ machine, process, error }: BuiltinHost, remote: Remote, how?: 'silently'): number {
  if (how === undefined) error(inOwnVoice(`${remote.host} is this same workstation. exit comes back.`))
  // A shell of its own has nobody who types into it.
  if (process.parentId === null) machine.terminal.remotes = [...machine.terminal.remotes, Object.freeze(remote)]
  return 0
}

/** What stands behind a container's name: its words, or a shell to type into. */
export function runInside(
  host: BuiltinHost,
  name: string,
  words: readonly string[],
  readsInput: boolean,
): number | 'gone' {
  const [program = '', option, script = ''] = words
  const isShell = /(^|\/)(ba|da|z)?sh$/.test(program)
  if (isShell && option === undefined)
    return goTo(host, { host: name, prompt: `${name}:/tmp/kafka$ `, farewell: 'exit\n' })
  host.error(inOwnVoice(`${name} is this same workstation, and runs this here.`))
  const input = readsInput ? '' : ' </dev/null'
  if (isShell && /^-l?c$/.test(option ?? '')) return runText(host, script, { name: 'bash: -c', args: [] })
  return runAsSubshell(host, `${quoted([pathHere(host, program), ...words.slice(1)])}${input}\n`)
}

/** Images lay Kafka's scripts in folders of their own. */
function pathHere({ machine, process }: BuiltinHost, program: string): string {
  const base = program.replace(/^.*\//, '')
  const row = commandOf(machine, process, [base])?.row
  return row?.kind === 'tool' || row?.kind === 'missing' ? base : program
}
