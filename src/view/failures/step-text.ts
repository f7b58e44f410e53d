/** What a button of a failure story says: what it will do, where the list of marks says what was done. */
import type { MessageParams, Translate } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { FailureGesture } from '../../scenarios/failures/failure-story.ts'
import { commandText } from '../../store/command-text.ts'
import { wordFor } from '../parts/word-for.ts'

/** By the first of its commands; a line by the tool that it calls. */
export function stepText(gesture: FailureGesture, t: Translate): string {
  if (typeof gesture === 'string') {
    return t('failure.runLine', { line: gesture.split(' ').find((word) => word.endsWith('.sh')) ?? gesture })
  }
  const [first] = gesture
  if (first === undefined) return ''
  return wordFor(t, `failure.do.${first.type}`, paramsOf(first)) ?? commandText(first, t)
}

function paramsOf(command: Command): MessageParams {
  switch (command.type) {
    case 'AddBroker':
      return { name: brokerNode(command.broker.id) }
    case 'AddProducer':
      return { name: command.producer.name }
    case 'AddConsumer':
      return { name: command.consumer.name }
    case 'SendRecords':
      return { producer: command.producer, count: command.records.length }
    default:
      return Object.fromEntries(
        Object.entries(command).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
      )
  }
}
