import type { World } from '../../../engine/world.ts'
import { type KnownMetadata, kindOf } from '../../common/node-kind.ts'
import { emptyMetadataImage, type MetadataImage } from '../../metadata/metadata-image.ts'

/** What whoever rules has decided; where nobody does, what the node that knows most has heard. */
export function newestMetadata(world: World): MetadataImage {
  let newest: KnownMetadata | null = null
  for (const node of world.nodes.values()) {
    const known = kindOf(world, node).knownMetadata?.(node) ?? null
    if (known !== null && (newest === null || isBelieved(known, newest))) newest = known
  }
  return newest?.image ?? emptyMetadataImage()
}

function isBelieved(known: KnownMetadata, before: KnownMetadata): boolean {
  return known.decides === before.decides ? known.authority > before.authority : known.decides
}
