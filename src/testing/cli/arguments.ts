// Options of the project's own programs.

import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>['values']

/** What was typed. Ends the process with 2 and the usage where that makes no sense; `--help` prints it and ends well. */
export function argumentsOf<const T extends Options>(options: T, usage: string): Values<T> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error), usage)
  }
}

export function stop(problem: string, usage: string): never {
  console.error(`${problem}\n${usage}`)
  process.exit(2)
}

/** What an option was given, as a whole number; else the process ends as `stop` ends it. */
export function wholeNumber(program: string, option: string, text: string, usage: string, mostDigits = 15): number {
  if (!/^\d+$/.test(text) || text.length > mostDigits)
    stop(`${program}: --${option} takes a whole number, not '${text}'`, usage)
  return Number(text)
}
