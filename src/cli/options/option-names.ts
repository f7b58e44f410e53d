import { optionsOf } from './jopt.ts'

/** Options of a tool, `--topic`, for completion; empty for one without options of its own. */
export function optionNames(tool: string): string[] {
  return [...optionsOf(tool.replace(/\.sh$/, '')).keys()].map((name) => `--${name}`)
}
