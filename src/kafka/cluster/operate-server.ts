/** What scripts of Kafka's `bin/` do to the servers of their machine: start one with a properties file, and end it. */
import type { Operation } from '../../engine/node-context.ts'
import { deliverCommand, nodeOf } from '../../engine/processes.ts'
import { isUp, type World } from '../../engine/world.ts'
import type { SecondStart, StartFailure } from '../broker/server-log.ts'
import { kindOf, type StorageFormat } from '../common/node-kind.ts'
import type { ConfigEntries } from './commands.ts'
import { formatServer } from './format-server.ts'
import { applyProcessCommand, startWith } from './process-commands.ts'

export type ServerOperation =
  | {
      readonly type: 'StartServer'
      readonly node: string
      readonly properties: ConfigEntries
      /** Of its virtual machine, where somebody has set it. */
      readonly heapOptions?: string
    }
  /** kafka-storage.sh has formatted its log directory. */
  | ({ readonly type: 'FormatServer'; readonly node: string } & Omit<StorageFormat, 'atMs'>)
  /** SIGTERM. */
  | { readonly type: 'StopServer'; readonly node: string }
  /** SIGKILL. */
  | { readonly type: 'KillServer'; readonly node: string }
  /** SIGSTOP. */
  | { readonly type: 'PauseServer'; readonly node: string }
  /** SIGCONT. */
  | { readonly type: 'ResumeServer'; readonly node: string }

/** What a run cannot do, in words; what Kafka dies of stands in the server's log. */
export function operateServer(world: World, operation: Operation): string | null {
  const { node: id, ...asked } = operation as ServerOperation
  const node = world.nodes.get(id)
  if (node === undefined || !kindOf(world, node).operable) return `${id} is not part of the cluster.`
  if (asked.type === 'StopServer') {
    if (isUp(node)) applyProcessCommand(world, { type: 'StopNode', node: id })
    return null
  }
  if (asked.type === 'KillServer') {
    if (isUp(node)) applyProcessCommand(world, { type: 'KillNode', node: id })
    return null
  }
  if (asked.type === 'PauseServer') {
    if (node.status === 'running') applyProcessCommand(world, { type: 'PauseNode', node: id })
    return null
  }
  if (asked.type === 'ResumeServer') {
    if (node.status === 'paused') applyProcessCommand(world, { type: 'ResumeNode', node: id })
    return null
  }
  if (asked.type === 'FormatServer') {
    formatServer(world, id, asked)
    return null
  }
  const { properties } = asked
  const start = kindOf(world, node).withProperties?.(nodeOf(world, id).spec, properties, world) ?? null
  if (isUp(node)) {
    const refused =
      start !== null && 'spec' in start ? (start.spec as { readonly refused?: StartFailure }).refused : undefined
    const second: SecondStart = { type: 'SecondStart', ...(refused === undefined ? {} : { refused }) }
    deliverCommand(world, id, second)
    return null
  }
  if (start !== null && 'refusal' in start) return start.refusal
  startWith(world, id, start)
  noteHeap(world, id, asked.heapOptions)
  return null
}

/** Nothing here is short of memory: it is kept for those who look at the machine's processes. */
function noteHeap(world: World, id: string, heapOptions: string | undefined): void {
  const node = nodeOf(world, id)
  const { heapOptions: before, ...spec } = node.spec as { readonly heapOptions?: string }
  if (before !== heapOptions) node.spec = Object.freeze(heapOptions === undefined ? spec : { ...spec, heapOptions })
}
