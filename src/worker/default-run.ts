import { atWork } from '../scenarios/first-cluster.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { RunData } from './port.ts'

/** The page opens on a cluster already at work, not on one that is still starting. */
export const FIRST_MINUTE_BEGINS_US = 8_000_000
/** With it every new run begins: what a teacher shows is what a whole class has before it, on every machine. */
export const CLASS_SEED = 10

/** What a first visit opens. The same for everybody, so that the build can write its first seconds down. */
export function defaultRun(): RunData {
  return {
    engineVersion: ENGINE_VERSION,
    spec: atWork(),
    seed: CLASS_SEED,
    journal: [],
    positionUs: FIRST_MINUTE_BEGINS_US,
  }
}
