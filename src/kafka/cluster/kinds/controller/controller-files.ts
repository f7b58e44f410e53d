/** The files of a controller, from its process or, where none runs, from its disk. */
import type { WorldNode } from '../../../../engine/world.ts'
import {
  type DiskTimes,
  type LogDirectory,
  metaProperties,
  textFile,
  unwrittenFile,
} from '../../../common/log-directory.ts'
import type { ControllerDisk, ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'
import { quorumStateFile } from '../../../controller/kraft/raft-client.ts'
import type { RaftLog } from '../../../controller/kraft/raft-log.ts'
import type { QuorumStateFile } from '../../../controller/kraft/raft-state.ts'
import { directoryId } from '../../../controller/random-uuid.ts'
import { METADATA_FOLDER, metadataLogFiles } from '../broker/metadata-log-files.ts'
import { controllerFolder } from './controllers.ts'

const NO_DIRECTORY = 'AAAAAAAAAAAAAAAAAAAAAA'

export function logDirectoriesOfController(
  node: Pick<WorldNode, 'state' | 'disk' | 'spec'>,
  { formattedAtMs }: DiskTimes,
): readonly LogDirectory[] {
  const spec = node.spec as ControllerSpec
  const { controllerId, clusterId } = spec
  const raft = (node.state as ControllerState | null)?.raft
  if (spec.unformatted === true) return []
  const { log = null, quorum = null } =
    raft === undefined ? ((node.disk as ControllerDisk | null) ?? {}) : { log: raft.log, quorum: quorumStateFile(raft) }
  const id = directoryId(spec, controllerId)
  const meta = metaProperties(controllerId, id, clusterId, spec.formattedAtMs ?? formattedAtMs)
  const directory: LogDirectory = {
    path: controllerFolder(controllerId),
    files: () => [
      textFile('meta.properties', meta),
      unwrittenFile('bootstrap.checkpoint'),
      ...(log === null ? [] : [textFile('.lock', '')]),
    ],
    folders: new Map([[METADATA_FOLDER, () => (log === null || quorum === null ? [] : filesOf(log, quorum, spec))]]),
  }
  return [directory]
}

function filesOf(log: RaftLog, quorum: QuorumStateFile, spec: ControllerSpec) {
  const { leaderId, epoch, votedFor } = quorum
  const voted = votedFor === -1 ? NO_DIRECTORY : directoryId(spec, votedFor)
  // Formatting leaves a snapshot of the first voters; it goes when a later one has taken its place.
  const snapshots = log.snapshot === null ? [{ endOffset: 0, epoch: 0 }] : [asNamed(log.snapshot)]
  return metadataLogFiles({
    quorumState: `{"leaderId":${leaderId},"leaderEpoch":${epoch},"votedId":${votedFor},"votedDirectoryId":"${voted}","data_version":1}`,
    epochs: log.epochs,
    logStartOffset: log.logStartOffset,
    snapshots,
  })
}

function asNamed({ offset, epoch }: { readonly offset: number; readonly epoch: number }) {
  return { endOffset: offset + 1, epoch }
}
