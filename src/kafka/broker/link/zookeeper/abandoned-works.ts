/** What is left to do of errands whose session has ended. Most are begun again with the next, or by whoever began them. */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { onTopicsCreated } from '../../auto-topic-creation.ts'
import type { BrokerState } from '../../broker-state.ts'
import type { Work } from './works.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

/** Whoever asked is told that something went wrong (SessionExpiredException), and nobody waits for ever. */
export function abandon(state: BrokerState, work: Work, node: NodeContext): void {
  switch (work.type) {
    case 'placeTopic':
      return onTopicsCreated(state, work.request)
    case 'createTopics':
      if (work.from === null) return onTopicsCreated(state, work.request)
      return sendMessage(node, work.from, forwardedError(work.request, 'UNKNOWN_SERVER_ERROR'))
    case 'deleteTopics':
    case 'createPartitions':
    case 'alterConfigs':
      return sendMessage(node, work.from, forwardedError(work.request, 'UNKNOWN_SERVER_ERROR'))
    case 'describeConfigs': {
      const { correlationId, resources } = work.request
      const refused = { errorCode: 'UNKNOWN_SERVER_ERROR', errorMessage: null, configs: [] } as const
      const rows = resources.map(({ resource }) => ({ resource, ...refused }))
      return sendMessage(node, work.from, { type: 'DescribeConfigsResponse', correlationId, resources: rows })
    }
    case 'readConfigChanges':
      zookeeperLinkOf(state).configChanges = 'none'
      return
    default:
      return
  }
}
