import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { readProperties } from '../admin-connection.ts'

/** `--add-config k=v,k=[a,b]` and `--add-config-file`; a string is what is wrong with them. */
export function parseConfigsToAdd(options: ParsedOptions, context: ToolContext): Map<string, string> | string {
  const configs = new Map<string, string>()
  if (options.has('add-config-file')) {
    const path = options.value('add-config-file') ?? ''
    for (const [key, value] of readProperties(context, path)) configs.set(key, value)
  }
  // Commas and equals signs inside brackets belong to the value; the brackets do not.
  for (const part of options.has('add-config')
    ? (options.value('add-config') ?? '').split(/,(?=[^\]]*(?:\[|$))/)
    : []) {
    const [key, value, ...more] = part.split(/\s*=\s*(?=[^\]]*(?:\[|$))/)
    if (key === undefined || value === undefined || more.length > 0)
      return toolsOf(context.profile.name).configCommand.format
    configs.set(key.trim(), value.replace(/[[\]]/g, '').trim())
  }
  for (const key of configs.keys())
    if (/[^A-Za-z0-9._-]/.test(key)) return `Invalid character found for config key: ${key}`
  return configs
}
