/** The parts of the real simulator: cluster and workstation. */
import { complete } from '../cli/complete.ts'
import { refuse, simulatorModel } from '../cli/model.ts'
import { settingsInVain } from '../kafka/cluster/settings-in-vain.ts'
import { settingsOf } from '../kafka/cluster/settings-of.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { inFlightRows } from '../kafka/observe/image/in-flight-rows.ts'
import { isVisible, steppedEvent } from '../kafka/observe/stepped-event.ts'
import { withChronicle } from './chronicle/record-chronicle.ts'
import type { EngineParts } from './engine-parts.ts'
import { segmentFilesOf } from './questions/read-segments.ts'

export const simulatorParts: EngineParts = {
  model: withChronicle(simulatorModel),
  refuseCommand: refuse,
  buildImage,
  inFlightImage: inFlightRows,
  steppedEvent: (world, event) => {
    const stepped = steppedEvent(world, event)
    return { event: stepped, visible: isVisible(stepped) }
  },
  complete,
  settingsInVain,
  settingsOf,
  readSegments: segmentFilesOf,
}
