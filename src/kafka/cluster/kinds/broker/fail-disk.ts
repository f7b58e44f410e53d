/** A broker's disk fails: with every log directory of the broker, or with one of several. */
import { deliverCommand, endProcess, nodeOf } from '../../../../engine/processes.ts'
import type { World } from '../../../../engine/world.ts'
import type { BrokerDisk, BrokerState } from '../../../broker/broker-state.ts'
import { afterDiskFailure, afterFolderFailure } from '../../../broker/failed-disk.ts'
import { linkOf } from '../../../broker/link/broker-link.ts'
import type { FolderFailure } from '../../../broker/log-dir-failure.ts'
import { folderOf, liveFolders } from '../../../broker/log-folders.ts'
import { writeServerLog } from '../../../broker/server-log.ts'
import type { CommandHandlers } from '../../../common/node-kind.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import type { Happening } from '../../../observe/happenings.ts'
import type { DiskEvent } from '../../../profile/rules.ts'
import { refuseStopped, refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { BROKER_KIND } from './brokers.ts'

export const failDisk: CommandHandlers['FailDisk'] = {
  refuse(world, { broker, directory }) {
    const refusal = refuseUnknown(world, broker, BROKER_KIND) ?? refuseStopped(world, broker)
    if (refusal !== null || directory === undefined) return refusal
    const state = stateOf(world, broker)
    if (!state.config.logDirs.includes(directory)) return `${broker} has no log directory ${directory}.`
    return liveFolders(state).includes(directory) ? null : `${directory} of ${broker} has failed already.`
  },
  apply(world, { broker, directory }) {
    const state = stateOf(world, broker)
    const withMetadata = linkOf(state).quorumOf(state) !== null && directory === state.config.logDirs[0]
    const isLast = liveFolders(state).length === 1
    // The happening goes first, so that everything the failure sets off names it as its cause.
    if (directory === undefined || state.config.logDirs.length === 1) {
      tell(world, broker, { type: 'DiskFailed', node: broker })
      writeServerLog(state, wallClockMs(world), Object.freeze({ type: 'lastFailed', paths: state.config.logDirs }))
      return halt(world, broker, (disk, nowMs) => afterDiskFailure(disk, state.config.logDirs, nowMs))
    }
    const halts = isLast ? 'last' : withMetadata ? 'metadata' : 'no'
    tell(world, broker, failureOf(broker, state, directory, halts))
    if (halts === 'no') {
      const failure: FolderFailure = { type: 'FailFolder', folder: directory }
      return deliverCommand(world, broker, failure)
    }
    const event: DiskEvent = isLast
      ? { type: 'lastFailed', paths: state.config.logDirs }
      : { type: 'metadataFailed', path: directory }
    writeServerLog(state, wallClockMs(world), Object.freeze(event))
    const first = state.config.logDirs[0] ?? ''
    halt(world, broker, (disk, wallClockMs) =>
      afterFolderFailure(disk, directory, { first, withMetadata, wallClockMs }),
    )
  },
}

function stateOf(world: World, broker: string): BrokerState {
  return nodeOf(world, broker).state as BrokerState
}

function failureOf(
  node: string,
  state: BrokerState,
  directory: string,
  halts: Extract<Happening, { readonly type: 'LogDirectoryFailed' }>['halts'],
): Happening {
  const replicas = rowsOf(state.partitions).filter(({ log }) => folderOf(state, log) === directory)
  return { type: 'LogDirectoryFailed', node, directory, replicas: replicas.length, halts }
}

/** The process is gone at once, as with `Exit.halt(1)`. */
function halt(world: World, broker: string, after: (disk: BrokerDisk, wallClockMs: number) => BrokerDisk): void {
  endProcess(world, broker, 'kill')
  const node = nodeOf(world, broker)
  node.disk = after(node.disk as BrokerDisk, wallClockMs(world))
}

function wallClockMs({ wallClockStartMs, nowUs }: World): number {
  return wallClockStartMs + Math.floor(nowUs / 1_000)
}
