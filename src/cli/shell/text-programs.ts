/** Small programs that only turn text into text, or look after files; they take no simulated time. */
import { isFile, isReadOnly, resolvePath, writeFile } from '../files.ts'
import { inOwnVoice } from '../own-voice.ts'
import { openInputs, operandsOf } from './inputs.ts'
import { failed, ok, type TextFunction, type TextHost, type TextResult } from './text-program.ts'

/** Notes begin with downloads and installations; here Java and Kafka are in place, and nothing else is to be had. */
export const ready: TextFunction = (args, { profile }) => {
  const other = args.find((arg) => /^(https?:\/\/|localhost\b|[\w.-]+:\d+)/.test(arg) && !/kafka|java|jdk/i.test(arg))
  if (other !== undefined)
    return {
      stdout: '',
      stderr: inOwnVoice(`Nothing can be fetched from ${other}: there is no network here.`),
      exitCode: 6,
    }
  const here = `Nothing to do: this workstation has Java and Kafka ${profile.kafkaVersion}, in /tmp/kafka.`
  return { stdout: '', stderr: inOwnVoice(here), exitCode: 0 }
}
export const clear: TextFunction = () => ok('\u001b[H\u001b[2J\u001b[3J')
export const whoami: TextFunction = () => ok('root\n')

const SEQ_LIMIT = 100_000

export function seq(args: readonly string[]): TextResult {
  let separator = '\n'
  const numbers: number[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-s') separator = args[++index] ?? '\n'
    else if (arg.startsWith('-s')) separator = arg.slice(2)
    else if (/^-?\d+(\.\d+)?$/.test(arg)) numbers.push(Number(arg))
    else return failed(`seq: invalid floating point argument: ‘${arg}’`)
  }
  if (numbers.length === 0 || numbers.length > 3) return failed('seq: missing operand')
  const last = numbers[numbers.length - 1] ?? 0
  const first = numbers.length === 1 ? 1 : (numbers[0] ?? 1)
  const step = numbers.length === 3 ? (numbers[1] ?? 1) : 1
  if (step === 0) return failed('seq: invalid Zero increment value: ‘0’')
  const values: string[] = []
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    if (values.length === SEQ_LIMIT) return failed(`seq: this shell stops at ${SEQ_LIMIT} numbers`)
    values.push(String(value))
  }
  return ok(values.length === 0 ? '' : `${values.join(separator)}\n`)
}

export function cat(args: readonly string[], host: TextHost): TextResult {
  const { inputs, complaints } = openInputs(operandsOf(args), host)
  const stderr = complaints.map(({ name, why }) => `cat: ${name}: ${why}\n`).join('')
  return { stdout: inputs.map(({ text }) => text).join(''), stderr, exitCode: stderr === '' ? 0 : 1 }
}

export function rm(args: readonly string[], host: TextHost): TextResult {
  const force = args.some((arg) => /^-\w*f/.test(arg))
  let stderr = ''
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const path = resolvePath(host.folder, name)
    if (isReadOnly(host.disk, path)) stderr += `rm: cannot remove '${name}': Read-only file system\n`
    else if (!host.disk.files.delete(path) && !force)
      stderr += `rm: cannot remove '${name}': No such file or directory\n`
  }
  return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 }
}

export function touch(args: readonly string[], host: TextHost): TextResult {
  for (const name of args) {
    const path = resolvePath(host.folder, name)
    if (!isFile(host.disk, path)) writeFile(host.disk, path, '')
  }
  return ok()
}

export function mkdir(args: readonly string[], host: TextHost): TextResult {
  for (const name of args.filter((arg) => !arg.startsWith('-'))) host.disk.folders.add(resolvePath(host.folder, name))
  return ok()
}
