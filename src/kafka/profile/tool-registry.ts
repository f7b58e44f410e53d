/** The command lines of the Kafka versions that are at hand; see `registry.ts`. */
import { KAFKA_4_TOOLS } from './kafka-4/tools.ts'
import { DEFAULT_PROFILE } from './properties-registry.ts'
import type { ToolProfile } from './tool-profile.ts'

const toolProfiles = new Map<string, ToolProfile>([[DEFAULT_PROFILE, KAFKA_4_TOOLS]])

/** By the name of the profile, which `registry.ts` knows as well. */
export function toolsOf(profile: string): ToolProfile {
  const tools = toolProfiles.get(profile)
  if (tools === undefined) throw new Error(`profile ${profile} has no command line`)
  return tools
}

/** The command line of a version that `registerProfile` made known. */
export function registerTools(profile: string, tools: ToolProfile): void {
  toolProfiles.set(profile, tools)
}
