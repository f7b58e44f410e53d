/** Counterparts in coreutils: basename and dirname, which look at names alone and at no file. */
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import { ok } from '../text-program.ts'
import { joined, type Plan, type TextTool, wrongCall } from './text-tool.ts'

const NO_FILES = { files: () => ['/dev/null'] }

export const basename: TextTool = {
  ...NO_FILES,
  options: optionSet('basename', 'a|multiple s|suffix= !z|zero', { stops: true }),
  plan(given): Plan {
    const [first, second, third] = given.operands
    if (first === undefined) return wrongCall(basename.options, 'missing operand')
    if (hasAny(given, 'as'))
      return ok(joined(given.operands.map((name) => lastPart(name, lastValue(given, 's') ?? ''))))
    if (third !== undefined) return wrongCall(basename.options, `extra operand ‘${third}’`)
    return ok(joined([lastPart(first, second ?? '')]))
  },
}

/** A suffix is no name by itself. */
function lastPart(name: string, suffix: string): string {
  if (/^\/+$/.test(name)) return '/'
  const last = /([^/]*)\/*$/.exec(name)?.[1] ?? ''
  return suffix !== '' && last !== suffix && last.endsWith(suffix) ? last.slice(0, -suffix.length) : last
}

export const dirname: TextTool = {
  ...NO_FILES,
  options: optionSet('dirname', '!z|zero', { stops: true }),
  plan(given: Given): Plan {
    if (given.operands.length === 0) return wrongCall(dirname.options, 'missing operand')
    return ok(joined(given.operands.map(folderOf)))
  },
}

function folderOf(name: string): string {
  const above = name
    .replace(/\/+$/, '')
    .replace(/[^/]+$/, '')
    .replace(/(?<=.)\/+$/, '')
  return above === '' ? (name.startsWith('/') ? '/' : '.') : above.replace(/^\/+$/, '/')
}
