/** The parts of the real simulator: cluster and workstation. */
import { readCommand } from '../cli/command-reading/read-command.ts'
import { complete } from '../cli/complete.ts'
import { refuse, simulatorModel } from '../cli/model.ts'
import { hasProfile } from '../kafka/profile/registry.ts'
import { withChronicle } from './chronicle/record-chronicle.ts'
import { clusterParts } from './cluster-parts.ts'
import type { EngineParts } from './engine-parts.ts'
import { fetchVersionFor } from './fetch-version.ts'
import { eraPair } from './history/era-pair.ts'

export const simulatorParts: EngineParts = {
  ...clusterParts,
  model: withChronicle(simulatorModel),
  prepare: fetchVersionFor,
  refuseCommand: refuse,
  complete,
  readCommand,
  otherEra: (era) => (hasProfile(era) ? eraPair : 'missing'),
}
