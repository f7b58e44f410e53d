/**
 * `--include`: topics by regular expression. Java's consumer matches its own metadata; here an admin client asks for the
 * names, as often as metadata would be refreshed.
 */

import type { NodeContext, Timer } from '../../../engine/node-context.ts'
import {
  type AdminClient,
  createAdminClient,
  startAdminCall,
  takeAdminResult,
} from '../../../kafka/clients/admin/admin-client.ts'
import { bootstrapServer } from '../../../kafka/clients/core/bootstrap.ts'
import { compileExpression } from '../../shell/regular-expression.ts'
import type { ConsoleConsumerOptions } from './consumer-options.ts'

const REFRESH_US = 300_000_000

interface TopicRefresh extends Timer {
  readonly type: 'TopicRefresh'
}

export function createTopicFinder(
  profile: string,
  bootstrap: readonly string[],
  scope: string,
  node: NodeContext,
): AdminClient {
  return createAdminClient(
    { profile, clientId: 'console-consumer', scope, bootstrap: bootstrap.map(bootstrapServer) },
    node,
  )
}

export function isRefresh(timer: Timer): boolean {
  return timer.type === 'TopicRefresh'
}

export function askForTopics(finder: AdminClient, node: NodeContext): void {
  const request = { type: 'MetadataRequest' as const, topics: null, allowAutoTopicCreation: false }
  startAdminCall(finder, { name: 'listTopics', target: { kind: 'any' }, request }, node)
  const timer: TopicRefresh = { type: 'TopicRefresh' }
  node.setTimer(REFRESH_US, timer)
}

/** Names that match, sorted, once an answer is there; null without news. */
export function matchingTopics(finder: AdminClient, options: ConsoleConsumerOptions): string[] | null {
  let topics: string[] | null = null
  for (const callId of [...finder.results.keys()]) {
    const result = takeAdminResult(finder, callId)
    if (result?.ok !== true || result.response.type !== 'MetadataResponse') continue
    const expression = compileExpression(`^(?:${options.include ?? ''})$`)
    const hidden = options.config['exclude.internal.topics'] !== 'false'
    topics = result.response.topics
      .filter((topic) => !(hidden && topic.isInternal) && expression.test(topic.name))
      .map((topic) => topic.name)
      .sort((a, b) => (a < b ? -1 : 1))
  }
  finder.log = []
  return topics
}
