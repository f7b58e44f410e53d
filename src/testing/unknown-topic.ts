// A broker that is asked for the settings of a topic that it does not know.

import { emptyMetadataImage } from '../kafka/metadata/metadata-image.ts'
import { describeResource } from '../kafka/profile/describe-resource.ts'
import { profileOf } from '../kafka/profile/registry.ts'

/** What it adds to the error. */
export function aboutUnknownTopic(profile: string): string | null {
  const server = { image: emptyMetadataImage(), staticConfig: {}, nodeId: 1, profile: profileOf(profile) }
  return describeResource(server, { type: 'topic', name: 'nothing' }, null, false).errorMessage
}
