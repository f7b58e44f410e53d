// Quotas of changes to topics (KIP-599), as kafka-topics.sh meets them and as a client that tries again does.
import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { applyCommand } from '../cluster/apply-command.ts'
import type { Happening } from '../observe/happenings.ts'
import { buildImage } from '../observe/image/build-image.ts'

const QUOTA =
  'kafka-configs.sh --bootstrap-server localhost:9092 --alter --add-config controller_mutation_rate=1 --entity-type clients --entity-default'
const TOPICS = 'kafka-topics.sh --bootstrap-server localhost:9092'
const REFUSED = 'Error while executing topic command : The throttling quota has been exceeded.\n'

function shell() {
  const world = simulatorModel.create(emptyCluster(), 1)
  const told: Happening[] = []
  world.onHappening = ({ body }) => told.push(body as Happening)
  const run = (line: string) => runScript(world, `${line}\n`).commands.at(-1)
  return { world, told, run }
}

test('whoever has credit left may change as much as it likes, and after that nothing until the debt is paid', () => {
  const { run, told } = shell()
  run(QUOTA)
  expect(run(`${TOPICS} --create --topic a --partitions 30 --replication-factor 1`)?.exitCode).toBe(0)
  // Eleven windows of one partition are the credit: the debt is nineteen, and none of it is there yet.
  for (const change of ['--create --topic b --partitions 1', '--alter --topic a --partitions 31', '--delete --topic a'])
    expect(run(`${TOPICS} ${change}`)).toMatchObject({ exitCode: 1, stdout: REFUSED })
  const throttled = told.filter((each) => each.type === 'ClientThrottled')
  expect(throttled).toHaveLength(3)
  expect(throttled[0]).toMatchObject({ api: 'controller_mutation', throttleMs: expect.any(Number) })
  expect(throttled[0]?.throttleMs).toBeGreaterThan(15_000)
  expect(throttled[0]?.throttleMs).toBeLessThanOrEqual(19_000)
  expect(run(`${TOPICS} --list`)?.stdout).toBe('a\n')

  run('sleep 20')
  expect(run(`${TOPICS} --delete --topic a`)?.exitCode).toBe(0)
  run(QUOTA.replace('--add-config controller_mutation_rate=1', '--delete-config controller_mutation_rate'))
  run('sleep 1')
  expect(run(`${TOPICS} --create --topic b --partitions 1`)?.exitCode, 'without a quota there is no debt').toBe(0)
})

test('a client that is made to wait tries again until it is done: the page’s own buttons do', () => {
  const { world, run, told } = shell()
  run(QUOTA)
  for (const [name, partitions] of [
    ['first', 15],
    ['second', 1],
  ] as const)
    applyCommand(world, { type: 'CreateTopic', topic: { name, partitions, replicationFactor: 1, config: {} } })
  run('sleep 1')
  expect([...buildImage(world).topics.keys()]).toEqual(['first'])
  run('sleep 5')
  expect([...buildImage(world).topics.keys()].sort()).toEqual(['first', 'second'])
  expect(told.some(({ type }) => type === 'AdminCallFailed')).toBe(false)
})

test('quotas that nothing here limits are said to be without effect', () => {
  const { run } = shell()
  const set = (what: string, entity: string) =>
    run(`kafka-configs.sh --bootstrap-server localhost:9092 --alter --add-config ${what} ${entity}`)?.stderr
  const none = 'simulator: no effect here, though real Kafka would act on it:'
  expect(set('request_percentage=10', '--entity-type clients --entity-default')).toBe(`${none} request_percentage\n`)
  expect(set('connection_creation_rate=10', '--entity-type ips --entity-default')).toBe(
    `${none} connection_creation_rate\n`,
  )
  expect(set('controller_mutation_rate=10', '--entity-type clients --entity-default')).toBe('')
})
