// What the producer throws ends kafka-producer-perf-test.sh, as it ends any main that catches nothing.
import { expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../../../kafka/profile/registry.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { SERVER, worldOf } from '../../../testing/toy-terminal.ts'

const perf = (...more: readonly string[]) =>
  ['kafka-producer-perf-test.sh', SERVER, '--topic orders --record-size 10', ...more].join(' ')

test('a batch that no buffer can hold', () => {
  const line = perf('--num-records 100 --throughput -1 --command-property buffer.memory=10000')
  const [ended] = runScript(worldOf(DEFAULT_PROFILE), `${line}\n`).commands
  expect(ended?.exitCode).toBe(1)
  expect(ended?.stdout).toBe('')
  expect(ended?.stderr).toMatch(
    /^Exception in thread "main" java\.lang\.IllegalArgumentException: Attempt to allocate 16384 bytes, but there is a hard limit of 10000 on memory allocations\.\n\tat .*\n$/,
  )
})

test('a transactional.id that another has taken over', () => {
  const id = '--transactional-id t --transaction-duration-ms 1000'
  const script = [
    `${perf('--num-records 100 --throughput 5', id)} > out.txt 2> err.txt &`,
    'sleep 5',
    perf('--num-records 1 --throughput -1', id),
    'wait',
    'cat out.txt err.txt',
    '',
  ].join('\n')
  const { commands } = runScript(worldOf(DEFAULT_PROFILE), script)
  const told = commands.at(-1)?.stdout ?? ''
  expect(told.split('\n').filter((line) => line.includes('Exception in thread "main"'))).toHaveLength(1)
  expect(told).toMatch(/Exception in thread "main" org\.apache\.kafka\.common\..*\n(\tat .*\n)?(Caused by: .*\n)?$/)
  // Until it commits, each send is told through its future.
  expect(told.split('attempted to produce with an old epoch').length).toBeGreaterThan(3)
})
