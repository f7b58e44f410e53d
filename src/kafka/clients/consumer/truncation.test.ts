import { expect, test } from 'vitest'
import { readsTruncated } from '../../../testing/truncated-reader.ts'

test('who has read what the new leader has not got, and has no policy, is told where their logs part', () => {
  const { error, message, logged } = readsTruncated('kafka-4')
  expect({ error, message }).toEqual({
    error: 'LogTruncationException',
    message:
      "Truncated partitions detected with divergent offsets {orders-0=OffsetAndMetadata{offset=1, leaderEpoch=0, metadata=''}}",
  })
  expect(logged.find((line) => line.includes('Truncation'))).toMatch(
    /^WARN \[Consumer clientId=c, groupId=null\] Truncation detected for partition orders-0 at offset FetchPosition\{offset=3, offsetEpoch=Optional\[0\], currentLeader=LeaderAndEpoch\{leader=Optional\[localhost:\d+ \(id: \d rack: null isFenced: false\)\], epoch=\d\}\} \(the end offset from the broker is OffsetAndMetadata\{offset=1, leaderEpoch=0, metadata=''\}\), but no reset policy is set$/,
  )
})
