/** A consumer that is alone in its group and subscribes to one topic more. */
import { javaProgram, topicOf } from './java-program.ts'

/** What it is assigned `ms` after, with settings of its own. */
export function assignedAsItGrows(
  profile: string,
  config: Readonly<Record<string, string>> = {},
  ms = 5_000,
): readonly string[] | undefined {
  const p = javaProgram([topicOf('a', 1), topicOf('b', 1)], {}, 1, profile)
  p.consumer('c', { 'group.id': 'g', 'enable.auto.commit': 'true', ...config })
  p.call('subscribe', { consumer: 'c', topics: ['a'] })
  p.poll(['c'], 3_000)
  p.call('subscribe', { consumer: 'c', topics: ['a', 'b'] })
  return p.poll(['c'], ms).c?.assignment
}
