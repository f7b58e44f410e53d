/** A new cluster whose brokers die of their properties file, as Kafka's do: what it comes to is what they have to say. */

import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { brokerNode } from '../kafka/common/addresses.ts'
import { type Era, emptyCluster } from '../scenarios/index.ts'
import { FIRST_MINUTE_BEGINS_US } from '../worker/default-run.ts'
import { askAbout } from './engine.ts'
import { eraNamed, openNewRun } from './other-runs.ts'

/** All have come up. */
const KILLED_AT_US = FIRST_MINUTE_BEGINS_US
/** ZooKeeper no longer keeps them registered: it would refuse to register them anew, also with the line put right. */
const STARTED_AT_US = KILLED_AT_US + 21_000_000
const BEGINS_AT_US = STARTED_AT_US + 1_000_000

/**
 * The cluster comes up with the files as they are shipped, so that it is whole once the line is put right. Then each
 * broker is killed and started with `text`.
 */
export async function openWithRefusedFile(
  made: ClusterSpec,
  text: string,
  { title, beside }: { readonly title: string; readonly beside: Era | null },
): Promise<void> {
  const of = { kind: 'newCluster', spec: emptyCluster(eraNamed(made.profile)), made } as const
  const { files = {} } = await askAbout({ type: 'readProperties', of, text })
  const nodes = made.brokers.map(({ id }) => brokerNode(id))
  const script = [
    ...Object.entries(files).map(([path, content]): Command => ({ type: 'WriteFile', path, content })),
    ...nodes.map((node): Command => ({ type: 'KillNode', node })),
    ...nodes.map((node): Command => ({ type: 'StartNode', node })),
  ].map((command) => ({ atUs: command.type === 'StartNode' ? STARTED_AT_US : KILLED_AT_US, command }))
  await openNewRun(made, title, { beginsAtUs: BEGINS_AT_US, beside, script })
}
