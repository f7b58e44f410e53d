/** Every program of Kafka's `bin/` that a terminal here can run. */
import type { Program } from './program.ts'

export const programs: Readonly<Record<string, Program>> = {}
