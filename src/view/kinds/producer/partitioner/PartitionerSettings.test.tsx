import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../../../i18n/index.ts'
import type { ConfigEntries } from '../../../../kafka/cluster/commands.ts'
import { useKnownSettings } from '../../../../store/settings-store.ts'
import { sampleImage } from '../../../../testing/sample-image.ts'
import { showSample } from '../../../../testing/show-sample.ts'
import type { KnownSettings } from '../../../../worker/port.ts'
import { keepDraft } from '../../../parts/kept-drafts.ts'
import { PartitionerSettings } from './PartitionerSettings.tsx'
import type { Partitioning } from './use-partitioning.ts'

const press = userEvent.setup()
beforeAll(loadMoreWords)
afterEach(() => {
  for (const { name } of sampleImage().producers.values()) keepDraft(`partitioner of ${name}`, null)
})

const known = {
  topic: {},
  broker: {},
  consumer: {},
  producer: {
    'partitioner.class': {
      defaultValue: '',
      hasEffect: true,
      choices: ['', 'org.apache.kafka.clients.producer.RoundRobinPartitioner', 'kafkascope.RulePartitioner'],
    },
  },
} satisfies KnownSettings

const key: Partitioning = {
  type: 'partitioning',
  refused: null,
  rule: null,
  steps: {
    numPartitions: 3,
    ignoresKey: false,
    thrown: null,
    missing: false,
    step: { by: 'key', murmur2: -1_563_381_124, positive: 584_102_524, partition: 1 },
  },
}

async function show(answer: Partitioning, applied: ConfigEntries[] = []) {
  showSample(
    {},
    {
      answer: (message) =>
        message.type === 'readPartitioning' ? { ...answer, requestId: message.requestId } : undefined,
    },
  )
  useKnownSettings.setState({ known })
  const [producer] = [...sampleImage().producers.values()]
  render(
    <PartitionerSettings
      producer={producer!}
      topics={[{ name: 'orders', partitions: 3 }]}
      firstKey="a"
      onApply={(config) => applied.push(config)}
    />,
  )
  await press.click(screen.getByText(/^(Partitioner|파티셔너)$/))
}

test('a key is followed to its partition, for eyes and for ears', async () => {
  await setLanguage('en')
  await show(key)
  expect(await screen.findByText('−1563381124')).toBeVisible()
  expect(screen.getByText('61')).toBeVisible()
  expect(screen.getByText('orders-1')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('It goes to partition 1 of orders, which has 3.')
})

test('a rule is chosen, written and applied together with its class', async () => {
  await setLanguage('ko')
  const applied: ConfigEntries[] = []
  await show(key, applied)
  await press.selectOptions(screen.getByLabelText(/partitioner\.class/), 'kafkascope.RulePartitioner')
  await press.type(screen.getByLabelText('partitioner.rule'), 'hash(key) % 2')
  await press.click(screen.getByRole('button', { name: '적용' }))
  expect(applied).toMatchObject([
    { 'partitioner.class': 'kafkascope.RulePartitioner', 'partitioner.rule': 'hash(key) % 2' },
  ])
})

test('what a rule does wrong is told with its place and in words of the language', async () => {
  await setLanguage('ko')
  await show({
    type: 'partitioning',
    refused: 'KafkaException: Failed to construct kafka producer',
    rule: { problem: 'unknownName', detail: 'Unknown variable: kee', from: 5, to: 8 },
    steps: null,
  })
  await press.selectOptions(screen.getByLabelText(/partitioner\.class/), 'kafkascope.RulePartitioner')
  await press.type(screen.getByLabelText('partitioner.rule'), 'hash(kee)')
  expect(await screen.findByRole('alert')).toHaveTextContent('1행 6열: 그런 이름은 없습니다. (Unknown variable: kee)')
})

test('a partition that is not there is warned of, and the exception shown in Java’s words', async () => {
  await setLanguage('en')
  const steps = { ...key.steps!, step: { by: 'rule', rule: '8', partition: 8, error: null }, missing: true } as const
  await show({ ...key, steps })
  expect(await screen.findByText(/The topic has 3 partitions\. The record waits/)).toBeVisible()
})
