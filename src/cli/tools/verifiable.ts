/** What the two verifiable clients share. */

import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { JavaException } from '../java-errors.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { complain } from '../options/argparse-help.ts'
import { noticesOf } from '../options/renamed-options.ts'
import { type Process, type ProcessContext, writeOut } from '../program.ts'
import { propertiesOf } from './admin-connection.ts'
import { bootstrapNodes, type StartContext } from './client-start.ts'

/** One JSON object a line: when, what, then the fields of its kind. */
export function printEvent({ process, node }: ProcessContext, name: string, fields: object = {}): void {
  writeOut(process, `${JSON.stringify({ timestamp: node.wallClockMs, name, ...fields })}\n`)
}

/**
 * Of the file that `--command-config` names, or its old name with a notice on standard output. That it cannot be read the
 * tools tell as if its name were a wrong argument.
 */
export function configFile(parsed: ParsedArguments, old: string, start: StartContext): Map<string, string> {
  if (parsed.has(old) && parsed.has('--command-config'))
    complain(start, `Options ${old} and --command-config are mutually exclusive.`)
  if (parsed.has(old)) start.print(noticesOf(start, [old.slice(2)]))
  const path = parsed.value('--command-config') ?? parsed.value(old)
  try {
    return new Map(propertiesOf(start, path))
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    return complain(start, error.message)
  }
}

/** Addresses, or the exception the client's constructor throws. */
export function bootstrapOrThrow(
  parsed: ParsedArguments,
  what: 'producer' | 'consumer',
  config: ConfigEntries,
  start: StartContext,
): readonly string[] {
  const bootstrap = bootstrapNodes(
    parsed.value('--bootstrap-server') ?? parsed.value('--broker-list') ?? '',
    what,
    config,
    start,
  )
  if ('error' in bootstrap) throw bootstrap.error
  return bootstrap
}

export function scopeOf(process: Process): string {
  return `${process.address}/${process.serial}`
}
