/** How the `main` of most 4.x tools ends when something is thrown: message, trace, an empty line, exit code 1. */
import { stackTrace } from '../java-errors.ts'
import { type CheckedTool, usageError } from '../options/checks.ts'
import { optionsOf, parseOptions } from '../options/jopt.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { asJavaException } from './admin-connection.ts'

/** `where` says which stream the complaint goes to. */
export function javaMain(
  context: ToolContext,
  frame: string,
  run: () => void,
  where: 'stdout' | 'stderr' = 'stderr',
  prefix = '',
): void {
  try {
    run()
  } catch (error) {
    const failure = asJavaException(error)
    const text = `${prefix}${failure.message}\n${stackTrace(failure, frame)}\n`
    if (where === 'stdout') context.print(text)
    else context.printError(text)
    context.exit(1)
  }
}

/** Options of a joptsimple tool; `--help`, no argument at all, and `--version` end it. */
export function openTool(context: ToolContext, name: string, description: string): CheckedTool {
  const table = optionsOf(name)
  const options = parseOptions(table, context.args)
  const tool: CheckedTool = { context, table, options }
  if (context.args.length === 0 || options.has('help')) usageError(tool, description)
  if (options.has('version')) {
    context.print('4.3.1\n')
    context.exit(0)
  }
  return tool
}
