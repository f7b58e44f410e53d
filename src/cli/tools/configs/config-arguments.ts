import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { parseProperties } from '../admin-connection.ts'

const FORMAT =
  'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  "key=[val1,val2]" to group values which contain commas.'

/** `--add-config k=v,k=[a,b]` and `--add-config-file`; a string is what is wrong with them. */
export function parseConfigsToAdd(options: ParsedOptions, context: ToolContext): Map<string, string> | string {
  const configs = new Map<string, string>()
  if (options.has('add-config-file')) {
    const path = options.value('add-config-file') ?? ''
    const text = context.readFile(path)
    if (text === undefined) return `File ${path} not found`
    for (const [key, value] of parseProperties(text)) configs.set(key, value)
  }
  if (!options.has('add-config')) return configs
  const text = options.value('add-config') ?? ''
  // Commas inside brackets belong to the value.
  for (const part of text.split(/,(?=[^\]]*(?:\[|$))/)) {
    const match = /^\s*([^=]+?)\s*=([\s\S]*)$/.exec(part)
    if (match === null) return FORMAT
    const value = (match[2] ?? '').trim()
    configs.set((match[1] ?? '').trim(), value.replace(/^\[([\s\S]*)\]$/, '$1'))
  }
  for (const key of configs.keys())
    if (/[^A-Za-z0-9._-]/.test(key)) return `Invalid character found for config key: ${key}`
  return configs
}
