/** Counterpart: GNU sed. */
import { isFolder, isReadOnly, readFile, resolvePath, whyUnreadable, writeFile } from '../../files.ts'
import { type Given, hasAny, hasOption, lastValue, optionSet } from '../../options/getopt.ts'
import { failed, type TextHost, type TextResult } from '../text-program.ts'
import { runScript } from './sed-run.ts'
import { parseScript, ScriptError, type SedCommand } from './sed-script.ts'
import { type Plan, scriptParts, type TextTool, wrongCall } from './text-tool.ts'

export const sed: TextTool = {
  options: optionSet(
    'sed',
    `n|quiet n|silent !debug e|expression= f|file= E|regexp-extended r|regexp-extended i|in-place[.] !l|line-length=
     !posix s|separate sandbox u|unbuffered !z|null-data b|binary follow-symlinks`,
    { usage: 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...' },
  ),
  files: filesOf,
  // Whoever looks at one line alone lets it go at once.
  byLine: (given) => scriptOf(given)?.every(looksAtOneLine) === true,
  plan(given) {
    if (!hasScript(given) && given.operands.length === 0) return wrongCall(sed.options, '')
    if (hasOption(given, 'f')) return (host) => planFrom(given, host)
    return complaintOr(() => {
      const commands = parseScript(textOf(given), isExtended(given))
      return (host) => edit(given, commands, host)
    })
  },
}

const hasScript = (given: Given) => hasAny(given, 'ef')
const isExtended = (given: Given) => hasAny(given, 'Er')

function filesOf(given: Given): readonly string[] {
  return hasScript(given) ? given.operands : given.operands.slice(1)
}

function textOf(given: Given): string {
  const parts = given.options.filter(({ key }) => key === 'e').map(({ value }) => value)
  return parts.length > 0 ? parts.join('\n') : (given.operands[0] ?? '')
}

/** Null for one that cannot be read, or stands in a file. */
function scriptOf(given: Given): SedCommand[] | null {
  if (hasOption(given, 'f') || hasOption(given, 'i')) return null
  try {
    return parseScript(textOf(given), isExtended(given))
  } catch {
    return null
  }
}

function looksAtOneLine({ name, first, second }: SedCommand): boolean {
  return second === null && first?.kind !== 'last' && 'sypdP={}'.includes(name)
}

function complaintOr(work: () => Plan): Plan {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error
    return failed(`sed: ${error.message}`, error.exitCode)
  }
}

/** With a script of which files hold a part, or all. */
function planFrom(given: Given, host: TextHost): TextResult {
  const parts = scriptParts(given, host)
  if (!Array.isArray(parts)) return failed(`sed: couldn't open file ${parts.name}: ${parts.why}`)
  const text = parts.map((part) => (part.key === 'f' ? part.text.replace(/\n$/, '') : part.text)).join('\n')
  const plan = complaintOr(() => {
    const commands = parseScript(text, isExtended(given))
    return (where) => edit(given, commands, where)
  })
  return typeof plan === 'function' ? plan(host) : plan
}

interface Input {
  readonly name: string
  readonly text: string
}

function edit(given: Given, commands: readonly SedCommand[], host: TextHost): TextResult {
  const inputs: Input[] = []
  let stderr = ''
  let code = 0
  const names = filesOf(given)
  for (const name of names.length === 0 ? ['-'] : names) {
    const path = resolvePath(host.folder, name)
    const text = name === '-' ? host.stdin : readFile(host.disk, path)
    if (text !== undefined) inputs.push({ name, text })
    else if (isFolder(host.disk, path)) {
      code = 4
      if (!hasOption(given, 'i')) {
        stderr += `sed: read error on ${name}: Is a directory\n`
        break
      }
      stderr += `sed: couldn't edit ${name}: not a regular file\n`
    } else {
      stderr += `sed: can't read ${name}: ${whyUnreadable(host.disk, path)}\n`
      code = 2
    }
  }
  const read = (name: string) => readFile(host.disk, resolvePath(host.folder, name)) ?? ''
  const options = { quiet: hasAny(given, 'n') || /^#n(\n|$)/.test(textOf(given)), linesBefore: host.linesBefore, read }
  const apart = hasOption(given, 'i') || hasAny(given, 's')
  const streams = apart ? inputs.map((input) => [input]) : [inputs]
  let stdout = ''
  for (const stream of streams) {
    const done = runScript(
      commands,
      stream.map(({ text }) => text),
      options,
    )
    if (done.complaint !== null) return failed(`sed: ${done.complaint}`)
    const [only] = stream
    const problem = hasOption(given, 'i') && only !== undefined ? writeBack(given, only, done.output, host) : null
    if (problem !== null) return failed(problem, 4)
    if (!hasOption(given, 'i')) stdout += done.output
    if (done.exitCode !== null) return { stdout, stderr, exitCode: done.exitCode }
  }
  return { stdout, stderr, exitCode: code }
}

/** `*` in the suffix stands for the name of the file; without one nothing is kept of what it was. */
function writeBack(given: Given, { name, text }: Input, output: string, host: TextHost): string | null {
  if (name === '-') return "sed: couldn't edit -: not a regular file"
  const path = resolvePath(host.folder, name)
  if (isReadOnly(host.disk, path)) return `sed: couldn't open temporary file ${name}: Read-only file system`
  const suffix = lastValue(given, 'i') ?? ''
  const base = name.slice(name.lastIndexOf('/') + 1)
  const kept = suffix.includes('*') ? suffix.replaceAll('*', base) : base + suffix
  const folder = name.slice(0, name.length - base.length)
  if (suffix !== '') writeFile(host.disk, resolvePath(host.folder, kept.includes('/') ? kept : folder + kept), text)
  writeFile(host.disk, path, output)
  return null
}
