/** The command lines of the Kafka versions there are; a version has a row here and one in `registry.ts`. */
import { KAFKA_4_TOOLS } from './kafka-4/tools.ts'
import type { ProfileName } from './registry.ts'
import type { ToolProfile } from './tool-profile.ts'

const OWN = { 'kafka-4': KAFKA_4_TOOLS } satisfies Record<ProfileName, ToolProfile>

const toolProfiles = new Map<string, ToolProfile>(Object.entries(OWN))

/** By the name of the profile, which `registry.ts` knows as well. */
export function toolsOf(profile: string): ToolProfile {
  const tools = toolProfiles.get(profile)
  if (tools === undefined) throw new Error(`profile ${profile} has no command line`)
  return tools
}

/** For tests: the command line of a version that `registerProfile` made known. */
export function registerTools(profile: string, tools: ToolProfile): void {
  toolProfiles.set(profile, tools)
}
