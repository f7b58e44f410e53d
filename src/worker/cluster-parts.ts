/** What the host needs of the simulated cluster, whether or not the tools of the terminal are there yet. */
import { settingsInVain } from '../kafka/cluster/settings-in-vain.ts'
import { settingsOf } from '../kafka/cluster/settings-of.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { inFlightRows } from '../kafka/observe/image/in-flight-rows.ts'
import { steppedEvent } from '../kafka/observe/stepped-event.ts'
import { sentByHand } from './chronicle/places.ts'
import type { EngineParts } from './engine-parts.ts'
import { segmentFilesOf } from './questions/read-segments.ts'

export const clusterParts = {
  buildImage,
  inFlightImage: inFlightRows,
  steppedEvent,
  settingsInVain,
  settingsOf,
  sentByHand,
  readSegments: segmentFilesOf,
} satisfies Partial<EngineParts>
