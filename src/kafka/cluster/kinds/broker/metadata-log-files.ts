/** What lies in `__cluster_metadata-0`, of brokers and controllers alike. */
import { type DiskFile, textFile, unwrittenFile } from '../../../common/log-directory.ts'
import { fileName } from '../../../log/segment-bytes.ts'

export const METADATA_FOLDER = '__cluster_metadata-0'
/** Uuid.METADATA_TOPIC_ID. */
const METADATA_TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'

export interface MetadataLogFolder {
  /** Of `quorum-state`: one line of JSON without an end. */
  readonly quorumState: string
  /** Null where the node does not keep them. */
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[] | null
  readonly logStartOffset: number
  /** End offset and epoch of each. */
  readonly snapshots: readonly { readonly endOffset: number; readonly epoch: number }[]
}

/** Its records are kept as records here, so the files that hold them are known by name alone. */
export function metadataLogFiles({ quorumState, epochs, logStartOffset, snapshots }: MetadataLogFolder): DiskFile[] {
  const base = fileName(logStartOffset)
  const rows = epochs?.map(({ epoch, startOffset }) => `${epoch} ${startOffset}\n`) ?? []
  return [
    ...['index', 'log', 'timeindex'].map((suffix) => unwrittenFile(`${base}.${suffix}`)),
    ...snapshots.map(({ endOffset, epoch }) =>
      unwrittenFile(`${fileName(endOffset)}-${String(epoch).padStart(10, '0')}.checkpoint`),
    ),
    epochs === null
      ? unwrittenFile('leader-epoch-checkpoint')
      : textFile('leader-epoch-checkpoint', `0\n${rows.length}\n${rows.join('')}`),
    textFile('partition.metadata', `version: 0\ntopic_id: ${METADATA_TOPIC_ID}`),
    textFile('quorum-state', quorumState),
  ]
}
