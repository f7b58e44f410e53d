/** What the reader did, in words: for the message that offers to undo it, and for the list of marks. */
import type { MessageParams, Translate } from '../i18n/index.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { brokerNode } from '../kafka/common/addresses.ts'

export function commandText(command: Command, t: Translate): string {
  switch (command.type) {
    case 'CreateTopic':
      return t('command.CreateTopic', { topic: command.topic.name })
    case 'SlowNode':
      return t(command.delayUs === 0 ? 'command.FullSpeed' : 'command.SlowNode', { node: command.node })
    case 'FailDisk': {
      const { broker, directory } = command
      return directory === undefined
        ? t('command.FailDisk', { broker })
        : t('command.FailDirectory', { broker, directory })
    }
    case 'LimitPageCache':
      return t(command.bytes === null ? 'command.FreePageCache' : 'command.LimitPageCache', { broker: command.broker })
    case 'EndTransaction':
      return t(`command.${command.committed ? 'Commit' : 'Abort'}Transaction`, { producer: command.producer })
    case 'HoldLink':
      return command.api === null
        ? t('command.HoldLinkAll', { from: command.from, to: command.to })
        : t('command.HoldLink', { from: command.from, to: command.to, api: command.api })
    case 'AlterTopicConfig':
      return t('command.AlterTopicConfig', { topic: command.topic, keys: Object.keys(command.config).join(', ') })
    case 'ReassignPartitions':
      return reassignText(command, t)
    case 'WriteFile':
      return t('command.WriteFile', { path: command.path })
    case 'SaveFile':
      return t('command.SaveFile', { path: command.path })
    case 'TypeLine':
      return t('command.TypeLine', { terminal: command.terminal, text: inBrief(command.text) })
    case 'ClientOperation':
      return t('command.ClientOperation', { op: command.operation.op })
    default:
      return t(`command.${command.type}`, paramsOf(command))
  }
}

function reassignText(command: Extract<Command, { readonly type: 'ReassignPartitions' }>, t: Translate): string {
  const { partitions, thenStop } = command
  if (thenStop !== null) return t('command.DrainBroker', { node: thenStop })
  const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`)
  const shown = names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(', ')} …` : names.join(', ')
  const isBack = partitions.every(({ replicas }) => replicas === null)
  return t(isBack ? 'command.CancelReassignment' : 'command.ReassignPartitions', { partitions: shown })
}

const MOST_LISTED = 4

/** A pasted script is known by how it begins. */
const MOST_TYPED = 80

function inBrief(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n')
  if (first.length > MOST_TYPED) return `${first.slice(0, MOST_TYPED)}…`
  return rest.length === 0 ? first : `${first} …`
}

/** What texts about a command may name: whom it is about, and its fields that are words or numbers. */
export function paramsOf(command: Command): MessageParams {
  switch (command.type) {
    case 'AddBroker':
      return { name: brokerNode(command.broker.id) }
    case 'AddProducer':
    case 'ConfigureProducer':
      return { name: command.producer.name }
    case 'AddConsumer':
    case 'ConfigureConsumer':
      return { name: command.consumer.name }
    case 'SendRecords':
      return { producer: command.producer, count: command.records.length }
    default:
      return textFields(command)
  }
}

function textFields(command: Command): Record<string, string | number> {
  const fields: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(command)) {
    if (typeof value === 'string' || typeof value === 'number') fields[name] = value
  }
  return fields
}
