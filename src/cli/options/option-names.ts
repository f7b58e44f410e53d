import type { Profile } from '../../kafka/profile/profile.ts'
import { nameOf } from './argparse.ts'
import { argumentParsers } from './argument-parsers.ts'
import { optionsOf } from './jopt.ts'

/** Options of a tool, `--topic`, for completion; empty for one without options of its own. */
export function optionNames(profile: Profile, tool: string): string[] {
  const parser = argumentParsers[tool]
  if (parser === undefined) return [...optionsOf(profile, tool.replace(/\.sh$/, '')).keys()].map((name) => `--${name}`)
  const commands = Object.keys(parser.commands ?? {})
  const specs = [...parser.arguments, ...Object.values(parser.commands ?? {}).flat()]
  return [...commands, ...specs.map(nameOf), '--help']
}
