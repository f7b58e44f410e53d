/** The command line of Apache Kafka 4.3.1. */
import type { ToolProfile } from '../tool-profile.ts'
import { OPTION_DESCRIPTIONS } from './option-descriptions.ts'
import { OTHER_SCRIPTS, TOOL_CLASSES } from './tool-classes.ts'
import { TOOL_OPTIONS } from './tool-options.ts'

export const KAFKA_4_TOOLS: ToolProfile = Object.freeze({
  options: TOOL_OPTIONS,
  optionDescriptions: OPTION_DESCRIPTIONS,
  classes: TOOL_CLASSES,
  scripts: [...Object.values(TOOL_CLASSES), ...OTHER_SCRIPTS],
})
