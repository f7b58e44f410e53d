import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'

/** One line on an option of a tool (`kafka-topics`) in English; one that has none is named only. */
export function describeOption(name: string, tools: ToolProfile, tool = ''): string {
  const words = tools.optionDescriptions[name]
  const said = typeof words === 'object' ? (words[tool] ?? words.else) : words
  return said ?? `${name.replaceAll('-', ' ').replaceAll('.', ' ')}.`
}
