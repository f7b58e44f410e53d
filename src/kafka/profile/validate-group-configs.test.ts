import { expect, test } from 'vitest'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { validateGroupConfigs } from './validate-group-configs.ts'

const atMost = (name: string, limit: string) => `${name} must be less than or equal to ${limit}`
const noReset = (text: string) =>
  `Invalid value ${text} for configuration share.auto.offset.reset: Invalid value \`${text}\` for configuration share.auto.offset.reset. The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.`

// As 4.3.1 was recorded to answer.
test.each([
  [
    'consumer.session.timeout.ms=1000',
    'consumer.session.timeout.ms must be greater than or equal to group.consumer.min.session.timeout.ms',
  ],
  [
    'consumer.assignment.interval.ms=20000',
    atMost('consumer.assignment.interval.ms', 'group.consumer.max.assignment.interval.ms'),
  ],
  ['share.delivery.count.limit=11', atMost('share.delivery.count.limit', 'group.share.max.delivery.count.limit')],
  [
    'share.partition.max.record.locks=20000',
    atMost('share.partition.max.record.locks', 'group.share.max.partition.max.record.locks'),
  ],
  ['streams.num.standby.replicas=9', atMost('streams.num.standby.replicas', 'group.streams.max.standby.replicas')],
  [
    'streams.session.timeout.ms=1',
    'streams.session.timeout.ms must be greater than or equal to group.streams.min.session.timeout.ms',
  ],
  ['share.auto.offset.reset=none', noReset('none')],
  ['share.auto.offset.reset=EARLIEST', noReset('EARLIEST')],
  ['share.auto.offset.reset=by_duration:x', noReset('by_duration:x')],
  ['share.auto.offset.reset=by_duration:PT1H', null],
])('of a group that is set to %s', (entry, words) => {
  const [name = '', value = ''] = entry.split('=')
  expect(validateGroupConfigs({ [name]: value }, BROKER_THAT_SETS_NOTHING)).toBe(words)
})

test('a session must be longer than the pause between heartbeats, whoever says how long each is', () => {
  const longer = { 'share.heartbeat.interval.ms': '15000' }
  const shortSessions = { ...BROKER_THAT_SETS_NOTHING, static: { 'group.share.session.timeout.ms': '15000' } }
  expect(validateGroupConfigs(longer, BROKER_THAT_SETS_NOTHING)).toBe(null)
  expect(validateGroupConfigs(longer, shortSessions)).toBe(
    'share.session.timeout.ms must be greater than share.heartbeat.interval.ms',
  )
})
