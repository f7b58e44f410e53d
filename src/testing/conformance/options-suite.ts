/**
 * Plays the table of options that the tools' own parsers list: names, values, defaults. That a tool has an option more is
 * no difference: the table was read from help texts, and lacks what those show in another form (`--election-type`).
 */
import { commandsOf } from '../../cli/commands/registry.ts'
import type { OptionTable } from '../../cli/options/jopt.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { MISSING_PROGRAMS } from './not-yet.ts'
import {
  BadTable,
  count,
  emptyResult,
  type Json,
  listOf,
  objectOf,
  type SuiteResult,
  skip,
  stringOf,
  stringsOf,
} from './suite.ts'

type Row = { readonly [key: string]: Json }

/** Tables are by profile; those of none that is here count with the first. */
export function playOptions(tables: Json, profile: string): SuiteResult {
  const result = emptyResult()
  const { meta: _, ...eras } = objectOf(tables, 'table')
  for (const [era, json] of Object.entries(eras)) {
    for (const [tool, options] of Object.entries(objectOf(json, era))) {
      const rows = listOf(options, tool).map((row) => objectOf(row, 'option'))
      const program = `${tool}.sh`
      if (!profileNames().includes(era)) result.otherEra += profile === profileNames()[0] ? rows.length : 0
      else if (era !== profile) continue
      else if (MISSING_PROGRAMS.includes(program)) skip(result, program, rows.length)
      else playTool(result, era, tool, rows)
    }
  }
  return result
}

const NO_OPTIONS: OptionTable = new Map()

function playTool(result: SuiteResult, era: string, tool: string, rows: readonly Row[]): void {
  const commands = commandsOf(era)
  // A tool that has no script yet goes by its class.
  const row = tool.includes('.') ? commands.ofClass(tool) : commands.row(`${tool}.sh`)
  const known = row?.facts?.optionTable ?? NO_OPTIONS
  for (const each of rows) {
    const names = stringsOf(each.names, 'names').map((name) => name.replace(/^--?/, ''))
    if (names.length === 0) throw new BadTable(`an option of ${tool} has no name`)
    count(result, `${tool} --${names.join(', --')}`, problemWith(each, names, known))
  }
}

function problemWith(row: Row, names: readonly string[], known: OptionTable): string | null {
  for (const name of names) {
    const option = known.get(name)
    if (option === undefined) return `there is no --${name}`
    const { valueType, valueName, valueOptional, required, defaultValue } = option
    const ours = { valueType, valueName, valueOptional, requiredByParser: required, default: defaultValue }
    // The parser says nothing of the value of an option that takes none.
    const theirs = {
      ...row,
      valueOptional: row.valueOptional === true,
      requiredByParser: row.requiredByParser === true,
    }
    for (const [field, value] of Object.entries(ours)) {
      const expected = (theirs as Row)[field] ?? null
      if (value !== expected) return `${field} should be ${stringify(expected)}, is ${stringify(value)}`
    }
  }
  return null
}

function stringify(value: Json): string {
  return typeof value === 'string' ? stringOf(value, 'value') : JSON.stringify(value)
}
