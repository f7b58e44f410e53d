/** Log directories of KRaft's servers before kafka-storage.sh has formatted them, and after it has. */
import type { FormattedNode } from '../../common/log-directory.ts'
import type { StorageFormat } from '../../common/node-kind.ts'

/** KafkaRaftServer.initializeLogDirs: what a process dies of that was started on none. */
export const UNFORMATTED = 'java.lang.RuntimeException: No readable meta.properties files found.'

/** Of a new node: where nothing runs yet, nothing is formatted either. */
export function unformattedIn(nothingRuns: boolean | undefined): { readonly unformatted?: true } {
  return nothingRuns === true ? { unformatted: true } : {}
}

/** Null where there is nothing left to format. */
export function formattedNode<Spec extends FormattedNode>(
  { unformatted, ...spec }: Spec,
  id: number,
  { clusterId, directoryId, atMs: formattedAtMs }: StorageFormat,
): object | null {
  if (unformatted !== true) return null
  const ids = directoryId === null ? {} : { directoryIds: Object.freeze({ ...spec.directoryIds, [id]: directoryId }) }
  return Object.freeze({ ...spec, clusterId, ...ids, formattedAtMs })
}
