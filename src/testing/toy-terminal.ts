import { simulatorModel } from '../cli/model.ts'
import type { World } from '../engine/world.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { runScript } from './headless-shell.ts'

/** Three brokers, whose server.properties say little. */
export function worldOf(profile: string, more: Readonly<Record<string, string>> = {}): World {
  const topic = { name: 'orders', partitions: 1, replicationFactor: 3, config: {} }
  const config = { 'log.index.interval.bytes': '9999', ...more }
  return simulatorModel.create({ ...emptyCluster(), profile, config, topics: [topic] }, 1)
}

/** What is printed by lines typed into such a cluster. */
export function printed(profile: string, ...lines: string[]): string {
  const { commands } = runScript(worldOf(profile), `${lines.join('\n')}\n`)
  return commands.map((command) => command.stdout + command.stderr).join('')
}

export const found = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[1] ?? null

export const SERVER = '--bootstrap-server localhost:9092'

/** Of a topic that every toy cluster has. */
export const DELETE_RECORDS = `echo '{"partitions":[{"topic":"orders","partition":0,"offset":0}]}' > d.json
kafka-delete-records.sh ${SERVER} --offset-json-file d.json`

/** Lines that look at a properties file of those lines. */
export const storage = (...lines: string[]) => [
  `printf '${lines.join('\\n')}\\n' > s.properties`,
  'kafka-storage.sh info -c s.properties 2>&1',
]
