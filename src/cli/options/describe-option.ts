import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'

/** One line on an option; one that has none is named only. */
export function describeOption(name: string, tools: ToolProfile): string {
  return tools.optionDescriptions[name] ?? `${name.replaceAll('-', ' ').replaceAll('.', ' ')}.`
}
