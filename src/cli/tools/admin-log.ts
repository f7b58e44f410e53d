import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { logLine, type ToolContext } from '../replayed-tool.ts'

/** An error in the log of an admin client, by whoever works on one kind of call; `trace` stands below. */
export function logByHandler(handler: string, message: string, context: ToolContext, trace = ''): void {
  const { adminInternals } = toolsOf(context.profile.name).loggers
  if (adminInternals === null) return
  const line = logLine(
    context.wallClockMs,
    'ERROR',
    `[AdminClient clientId=${context.clientId}] ${message}`,
    `${adminInternals}.${handler}`,
  )
  context.printError(line + trace)
}
