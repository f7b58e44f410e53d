/** All there is to know of 2.5.0, in one piece to be fetched. */
import type { Version } from '../fetched-registry.ts'
import { KAFKA_2_5 } from './kafka-2.5.ts'
import { KAFKA_2_5_TOOLS } from './tools.ts'

export const VERSION: Version = { profile: KAFKA_2_5, tools: KAFKA_2_5_TOOLS }
