/** How long it takes to close a consumer, in whole seconds. */
import { TestCluster } from './cluster-of.ts'
import { type JavaProgram, javaProgram } from './java-program.ts'

export interface Reading {
  readonly t: TestCluster
  /** Who leads what it reads. */
  readonly leader: number
  readonly program: JavaProgram
}

/** Of one that has read `orders`, after what happens then. */
export function secondsToClose(
  profile: string,
  config: Record<string, string>,
  happens: (reading: Reading) => void,
): number {
  const program = javaProgram([], {}, 1, profile)
  const t = new TestCluster(program.world)
  const orders = t.topic('orders')
  program.producer('p')
  program.send('p', 'orders', ['a', 0], ['b', 0])
  program.consumer('c', config)
  if (config['group.id'] === undefined) program.call('assign', { consumer: 'c', partitions: [['orders', 0]] })
  else program.call('subscribe', { consumer: 'c', topics: ['orders'] })
  program.poll(['c'], 5_000)
  happens({ t, leader: orders.leader, program })
  const beganUs = t.world.nowUs
  program.call('closeConsumer', { consumer: 'c' })
  return Math.round((t.world.nowUs - beganUs) / 1_000_000)
}

/** The broker that it reads from stands still. */
export const pausedLeader = ({ t, leader }: Reading): void => t.pause(leader)
