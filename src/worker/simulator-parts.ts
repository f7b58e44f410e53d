/** The parts of the real simulator: cluster and workstation. */
import { complete } from '../cli/complete.ts'
import { refuse, simulatorModel } from '../cli/model.ts'
import { withChronicle } from './chronicle/record-chronicle.ts'
import { clusterParts } from './cluster-parts.ts'
import type { EngineParts } from './engine-parts.ts'
import { fetchVersionFor } from './fetch-version.ts'

export const simulatorParts: EngineParts = {
  ...clusterParts,
  model: withChronicle(simulatorModel),
  prepare: fetchVersionFor,
  refuseCommand: refuse,
  complete,
}
