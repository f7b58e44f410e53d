/** A consumer that has read what the next leader has not got, and that nobody has told what then. */
import { TestCluster } from './cluster-of.ts'
import { javaProgram } from './java-program.ts'
import { overheard } from './overheard.ts'

/** What its next poll throws, and what it has logged by then. */
export function readsTruncated(profile: string): { error?: string; message?: string; logged: readonly string[] } {
  const program = javaProgram([], {}, 1, profile)
  const t = new TestCluster(program.world)
  const orders = t.topic('orders', { replicationFactor: 2, config: { 'unclean.leader.election.enable': 'true' } })
  const [first = 0, second = 0] = [orders.leader, ...orders.followers]
  program.producer('p', { acks: '1', 'enable.idempotence': 'false' })
  program.send('p', 'orders', ['of both', 0])
  t.stop(second)
  t.runUntil('it has left the ISR', () => !orders.isr.includes(second))
  // In some versions one that had all of it just now holds back what may be read.
  t.runFor({ ms: 35_000 })
  program.send('p', 'orders', ['of one', 0], ['of one, too', 0])
  program.consumer('c', { 'auto.offset.reset': 'none' })
  program.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
  program.call('seek', { consumer: 'c', partition: ['orders', 0], offset: 0 })
  program.poll(['c'], 2_000)
  t.kill(first)
  t.start(second)
  t.runUntil('the other leads', () => orders.leader === second)
  const logged = overheard(t.world, 'c')
  const { error, message } = program.poll(['c'], 20_000).c ?? {}
  return { ...(error === undefined ? {} : { error }), ...(message === undefined ? {} : { message }), logged }
}
