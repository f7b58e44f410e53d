/** Counterpart in Kafka: AdminManager.describeConfigs, which reads in ZooKeeper what topics are set to, each time anew. */
import type { NodeId } from '../../../../engine/node-context.ts'
import type { DescribeConfigsRequest } from '../../../protocol/describe-configs.ts'
import { answerDescribeConfigs } from '../../describe-configs.ts'
import type { ErrandRun } from './errands.ts'
import { configsOf } from './zookeeper-questions.ts'

export interface ConfigsToDescribe {
  readonly type: 'describeConfigs'
  readonly request: DescribeConfigsRequest
  readonly from: NodeId
}

export function describeConfigs({ request, from }: ConfigsToDescribe, run: ErrandRun): void {
  const { state, node } = run
  const topics = request.resources
    .filter(({ resource: { type, name } }) => type === 'topic' && state.metadata.topics.has(name))
    .map(({ resource }) => resource.name)
  const read = configsOf(
    run,
    topics.map((topic) => `topics/${topic}`),
  )
  const configs = new Map(state.metadata.configs)
  topics.forEach((topic, at) => {
    configs.set(`topic:${topic}`, read[at] ?? {})
  })
  answerDescribeConfigs(state, { ...state.metadata, configs }, request, from, node)
}
