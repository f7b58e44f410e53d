// A client that its program has closed is gone, and calling it is the program's mistake. Recorded from Java 17.

import { expect, test } from 'vitest'
import { javaProgram, topicOf } from '../../testing/java-program.ts'

const because = (call: string, variable: string) => ({
  error: 'NullPointerException',
  message: `Cannot invoke "org.apache.kafka.clients.${call}" because "<${variable}>" is null`,
})

test('a producer that was closed sends nothing, and nobody waits for it', () => {
  const t = javaProgram([topicOf('orders', 1)])
  t.producer('p')
  expect(t.call('closeProducer', { producer: 'p' })).toEqual({ ok: true })
  expect(t.call('send', { producer: 'p', topic: 'orders', wait: 'each', records: [{ value: 'a' }] })).toEqual([
    because('producer.KafkaProducer.send(org.apache.kafka.clients.producer.ProducerRecord)', 'local2'),
  ])
  expect(t.call('closeProducer', { producer: 'p' })).toEqual(because('producer.KafkaProducer.close()', 'local2'))
})

test('a consumer that was never made cannot commit', () => {
  const t = javaProgram([topicOf('orders', 1)])
  const result = t.call('commitSync', { consumer: 'c', offsets: [['orders', 0, 1]] })
  expect(result).toEqual(because('consumer.KafkaConsumer.commitSync(java.util.Map)', 'local3'))
})

test('of several consumers that a program runs, one that was closed polls nothing, and the others poll on', () => {
  const t = javaProgram([topicOf('orders', 1)])
  t.consumer('c', { 'group.id': 'g' })
  t.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
  const missing = { ...because('consumer.KafkaConsumer.poll(java.time.Duration)', 'local8'), records: {}, events: [] }
  expect(t.call('run', { consumers: ['gone', 'c'], ms: 500 })).toEqual({
    gone: missing,
    c: { assignment: ['orders-0'], records: {}, events: [] },
  })
  expect(t.call('run', { consumers: ['gone'], ms: 500 })).toEqual({ gone: missing })
})
