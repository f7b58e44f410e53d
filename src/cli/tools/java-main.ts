/** How the `main` of most 4.x tools ends when something is thrown: message, trace, an empty line, exit code 1. */
import { type JavaException, stackTrace } from '../java-errors.ts'
import { type CheckedTool, checkHelpOrVersion } from '../options/checks.ts'
import { OptionError, parseOptions } from '../options/jopt.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { asFutureException } from './admin-connection.ts'

/** What lies in `kafka.` is written in Scala, and its `main` catches less. */
export function isScala(className: string): boolean {
  return className.startsWith('kafka.')
}

/** Who logs what `main` meets: in Scala an object, whose class has a name of its own. */
export function loggerOf({ facts: { className } }: Pick<ToolContext, 'facts'>): string {
  return isScala(className) ? `${className}$` : className
}

/** Where `main` of the tool's class stands in a trace. */
export function frameOfMain({ facts: { className } }: Pick<ToolContext, 'facts'>): string {
  const file = `${className.slice(className.lastIndexOf('.') + 1)}.${isScala(className) ? 'scala' : 'java'}`
  return `${className}.main(${file})`
}

/** `where` says which stream the complaint goes to. */
export function javaMain(
  context: ToolContext,
  run: () => void,
  where: 'stdout' | 'stderr' = 'stderr',
  prefix = '',
): void {
  try {
    run()
  } catch (error) {
    const failure = asFutureException(error)
    if (isScala(context.facts.className)) return dumpAndExit(failure, context)
    const text = `${prefix}${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`
    if (where === 'stdout') context.print(text)
    else context.printError(text)
    context.exit(1)
  }
}

/** Options that passed the tool's own `check`; `refuse` ends the tool for what joptsimple refuses, in either. */
export function parseChecked(
  context: ToolContext,
  table: CheckedTool['table'],
  check: (tool: CheckedTool, context: ToolContext) => void,
  refuse: (error: OptionError) => never,
): CheckedTool {
  try {
    const tool: CheckedTool = { context, table, options: parseOptions(table, context.args) }
    check(tool, context)
    return tool
  } catch (error) {
    if (error instanceof OptionError) return refuse(error)
    throw error
  }
}

/** What a `main` that catches nothing leaves to the virtual machine: the trace, and exit code 1. */
export function dumpAndExit(error: JavaException, context: Pick<ToolContext, 'facts' | 'printError' | 'exit'>): never {
  context.printError(`Exception in thread "main" ${stackTrace(error, frameOfMain(context))}`)
  return context.exit(1)
}

/** Options of a joptsimple tool; `--help`, no argument at all, and `--version` end it. */
export function openTool(context: ToolContext): CheckedTool {
  const table = context.facts.optionTable
  const options = parseOptions(table, context.args)
  const tool: CheckedTool = { context, table, options }
  checkHelpOrVersion(tool, context)
  return tool
}
