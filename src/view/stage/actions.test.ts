import { describe, expect, test } from 'vitest'
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { keysOfTopic } from '../kinds/producer/topic-keys.ts'
import { linkCommands, powerCommand } from './actions.ts'
import {
  addBrokerCommand,
  addConsumerCommand,
  addGroupCommand,
  addPartitionsCommand,
  addProducerCommand,
  addTopicCommand,
} from './add-commands.ts'

test('the power button cuts the power of what runs, starts what does not, and wakes what is paused', () => {
  expect(powerCommand('broker-2', 'running')).toEqual({ type: 'PowerCutNode', node: 'broker-2' })
  expect(powerCommand('broker-2', 'starting')).toEqual({ type: 'PowerCutNode', node: 'broker-2' })
  for (const status of ['stopped', 'killed', 'poweredOff'] as const) {
    expect(powerCommand('broker-2', status)).toEqual({ type: 'StartNode', node: 'broker-2' })
  }
  expect(powerCommand('broker-2', 'paused')).toEqual({ type: 'ResumeNode', node: 'broker-2' })
})

describe('adding', () => {
  const image = sampleImage()

  test('a broker takes the next id and a rack like the others', () => {
    expect(addBrokerCommand(image)).toEqual({ type: 'AddBroker', broker: { id: 4, rack: 'rack-a', config: {} } })
    expect(addBrokerCommand(emptyImage())).toMatchObject({ broker: { id: 1, rack: null } })
  })

  test('a consumer joins its group with the settings of those who are in it', () => {
    const command = addConsumerCommand(image, 'hello-group')
    expect(command).toMatchObject({
      type: 'AddConsumer',
      consumer: { name: 'consumer-4', groupId: 'hello-group', topics: ['orders'], commit: 'auto' },
    })
  })

  test('a new group has a name and a member nobody else has', () => {
    const taken = new Map(image.groups).set('group-1', { ...image.groups.get('analytics')!, groupId: 'group-1' })
    expect(addGroupCommand({ ...image, groups: taken })).toMatchObject({
      consumer: { groupId: 'group-2', name: 'reader-1' },
    })
  })

  test('a producer sends to a topic of the user, never to an internal one', () => {
    expect(addProducerCommand(image)).toMatchObject({ producer: { name: 'producer-1', workload: { topic: 'orders' } } })
    expect(addProducerCommand(image), 'its keys are those the topic has').toMatchObject({
      producer: { workload: { keys: keysOfTopic(image, 'orders') } },
    })
    expect(addProducerCommand(emptyImage())).toMatchObject({ producer: { workload: null } })
  })

  test('a topic asks for no more replicas than there are brokers at work', () => {
    expect(addTopicCommand(image)).toMatchObject({ topic: { name: 'payments', partitions: 3, replicationFactor: 3 } })
    expect(addTopicCommand(sampleImage({ killed: [2] }))).toMatchObject({ topic: { replicationFactor: 2 } })
  })

  test('partitions grow by one: their number can never shrink', () => {
    expect(addPartitionsCommand(image, 'orders')).toEqual({ type: 'AddPartitions', topic: 'orders', totalCount: 4 })
  })
})

test('holding a link holds both directions, and releasing lets both go', () => {
  const link = { a: 'broker-1', b: 'payments' }
  expect(linkCommands('hold', link).map((command) => command.type)).toEqual(['HoldLink', 'HoldLink'])
  expect(linkCommands('release', link)).toEqual([
    { type: 'ReleaseLink', from: 'broker-1', to: 'payments' },
    { type: 'ReleaseLink', from: 'payments', to: 'broker-1' },
  ])
  expect(linkCommands('cut', link)).toEqual([{ type: 'CutLink', a: 'broker-1', b: 'payments' }])
})
