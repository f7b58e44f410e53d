// Every rule of a server's process, decided otherwise: what becomes of a start changes with it.

import { simulatorModel } from '../../cli/model.ts'
import { nodeOf } from '../../engine/processes.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import type { BrokerDisk } from '../broker/broker-state.ts'
import { failureIn } from '../broker/server-log.ts'

/** Broker 2, started once more with a line in its properties file; and what stands in its log. */
function startedWith(profile: string, line: string): { readonly failure: string | null; readonly log: string } {
  const world = simulatorModel.create({ ...emptyCluster(), profile }, 1)
  const script = `echo '${line}' >> config/broker-2.properties\n:stop broker-2\nsleep 5\n:start broker-2\ntail -n 2 logs/server.log\n`
  const { stdout } = runScript(world, script)
  const { disk } = nodeOf(world, 'broker-2')
  return { failure: failureIn((disk as BrokerDisk | null)?.serverLog ?? [])?.message ?? null, log: stdout }
}

/** What broker 2 says of its logs when it starts. */
function startedAgain(profile: string): string | undefined {
  const world = simulatorModel.create({ ...emptyCluster(), profile }, 1)
  const { stdout } = runScript(world, 'grep oad logs/server.log\n')
  return /INFO (.*) \(/.exec(stdout.split('\n').find((line) => /oading|is loading/.test(line)) ?? '')?.[1]
}

provesRules('server', {
  refuseSettings: {
    toy: (settings) => (settings.isGiven('toy') ? { class: 'Toy', message: 'no toys' } : null),
    seen: (profile) => startedWith(profile, 'toy=1').failure,
    own: null,
    toys: 'no toys',
  },
  refuseStoredId: {
    toy: (configured, stored) =>
      configured === String(stored) ? null : { class: 'Toy', message: `${configured} is not ${stored}` },
    seen: (profile) => startedWith(profile, 'node.id=7').failure?.slice(0, 39),
    own: "Stored node id 2 doesn't match previous",
    toys: '7 is not 2',
  },
  writes: {
    toy: (event) => ({ level: 'INFO', message: `toy ${event}`, logger: 'toy' }),
    seen: (profile) => /(\w+ \w+) \([^)]*\)\n.*num\.partitions/.exec(startedWith(profile, 'num.partitions=0').log)?.[1],
    own: 'fatal exception',
    toys: 'toy refused',
  },
  writesOfDisk: {
    toy: ({ type }) => [{ level: 'INFO', message: `toy is ${type}`, logger: 'toy' }],
    seen: (profile) => startedAgain(profile),
    own: 'Loading logs from log dirs ArrayBuffer(/tmp/kafka-logs-1)',
    toys: 'toy is loading',
  },
})
