/**
 * Reads the picture of a cluster out of its nodes' own states. The engine's outcome never depends on it. Every kind of
 * node adds its own rows (`NodeKind.addRows`); what is here belongs to no kind.
 */
import type { World } from '../../../engine/world.ts'
import { kindOf, kindsOf, statusOf } from '../../common/node-kind.ts'
import { type ClusterImage, emptyImage, type ImageTables, type NodeFact, type NodeImage } from '../cluster-image.ts'
import { countersRow } from './counters.ts'
import { addLinkRows } from './link-rows.ts'
import { newestMetadata } from './newest-metadata.ts'
import { addTopicRows } from './topic-rows.ts'

/** The image of this instant. */
export function buildImage(world: World): ClusterImage {
  const tables = emptyImage() as ImageTables
  const metadata = newestMetadata(world)
  addNodeRows(tables.nodes, world)
  addTopicRows(tables, metadata)
  for (const kind of kindsOf(world)) kind.addRows?.(tables, world, metadata)
  addLinkRows(tables.links, world)
  tables.counters.set('counters', countersRow(world, tables))
  return tables
}

const NOTHING: readonly string[] = []
const NO_FACTS: Readonly<Record<string, NodeFact>> = {}

function addNodeRows(rows: Map<string, NodeImage>, world: World): void {
  for (const node of world.nodes.values()) {
    const kind = kindOf(world, node)
    rows.set(node.id, {
      id: node.id,
      kind: node.kind,
      status: statusOf(world, node),
      operable: kind.operable,
      slowdownUs: node.slowdownUs,
      aliases: kind.aliasesOf?.(node.spec) ?? NOTHING,
      listeners: kind.listenersOf?.(node.spec).map(({ host, port }) => `${host}:${port}`) ?? NOTHING,
      facts: kind.factsOf?.(node) ?? NO_FACTS,
    })
  }
}
