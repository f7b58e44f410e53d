/** Counterpart: joptsimple.BuiltinHelpFormatter with 80 columns. What the options mean is said in words of our own. */

import type { OptionSpec } from './jopt.ts'

const WIDTH = 80
const GUTTER = 2

export function helpText(table: ReadonlyMap<string, OptionSpec>): string {
  const specs = [...table.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const required = specs.some((spec) => spec.required)
  const rows = specs.map((spec) => [leftOf(spec), rightOf(spec)] as const)
  const longest = rows.reduce((width, [left]) => Math.max(width, left.length), 0)
  const leftWidth = Math.min(longest, (WIDTH - GUTTER) / 2)
  const rightWidth = WIDTH - GUTTER - leftWidth
  const header = required ? 'Option (* = required)' : 'Option'
  const lines = [
    row(header, 'Description', leftWidth, rightWidth),
    row('-'.repeat(header.length), '-'.repeat('Description'.length), leftWidth, rightWidth),
  ]
  for (const [left, right] of rows) {
    const lefts = wrap(left, leftWidth, '  ')
    const rights = wrap(right, rightWidth, '  ')
    for (let index = 0; index < Math.max(lefts.length, rights.length); index++)
      lines.push(row(lefts[index] ?? '', rights[index] ?? '', leftWidth, rightWidth))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function leftOf(spec: OptionSpec): string {
  const name = `${spec.required ? '* ' : ''}--${spec.name}`
  if (spec.valueType === null) return name
  const value = spec.valueName === null ? spec.valueType : `${spec.valueType}: ${spec.valueName}`
  return `${name} ${spec.valueOptional ? `[${value}]` : `<${value}>`}`
}

function rightOf(spec: OptionSpec): string {
  const { description, defaultValue } = spec
  return defaultValue === null ? description : `${description} (default: ${defaultValue})`.trim()
}

function row(left: string, right: string, leftWidth: number, rightWidth: number): string {
  return `${left.padEnd(leftWidth)}${' '.repeat(GUTTER)}${right.padEnd(rightWidth)}`
}

function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const start = lines.length === 0 ? '' : indent
    if (line === '') line = start + word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = indent + word
    }
  }
  lines.push(line)
  return lines
}
