// What single tools of a version say and do otherwise.

import { type Proofs, type ProvenApart, proves, toyProfile } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER } from '../../testing/toy-terminal.ts'
import type { ToolProfile } from './tool-profile.ts'

const TOOLS: Proofs<Pick<ToolProfile, ProvenApart>> = {
  versionText: {
    toy: 'toy 1',
    seen: (profile) => printed(profile, 'kafka-topics.sh --version'),
    own: '4.3.1\n',
    toys: 'toy 1\n',
  },
  logDirs: {
    toy: { looksForBrokers: false },
    seen: (profile) =>
      found(
        printed(profile, 'kafka-log-dirs.sh --bootstrap-server localhost:9092 --describe --broker-list 9'),
        /(do not exist|Timed out waiting)/,
      ),
    own: 'do not exist',
    toys: 'Timed out waiting',
  },
  awaitsPartitions: {
    toy: false,
    seen: (profile) =>
      found(
        printed(
          profile,
          `echo '{"partitions":[{"topic":"orders","partition":5,"offset":1}]}' > rows.json`,
          `kafka-delete-records.sh ${SERVER} --offset-json-file rows.json`,
        ),
        /errors\.(\w+):/,
      ),
    own: 'TimeoutException',
    toys: 'LeaderNotAvailableException',
  },
  consoleProducer: {
    toy: { batchSizeOptions: ['max-partition-memory-bytes'], fixesClientId: true },
    seen(profile) {
      const send = `kafka-console-producer.sh ${SERVER} --batch-size 100 --command-property client.id=mine`
      const told = printed(
        profile,
        `printf '%0200d\\n%0200d\\n' 1 2 | ${send} --topic orders`,
        `echo a | ${send} --topic 'a,b' --command-property max.block.ms=900`,
        'kafka-dump-log.sh --files /tmp/kafka-logs-1/orders-0/00000000000000000000.log',
      )
      return [found(told, /count: (\d)/), found(told, /clientId=([\w-]+)/)]
    },
    own: ['1', 'mine'],
    toys: ['2', 'console-producer'],
  },
}

proves('small tools', TOOLS, (name, change) => toyProfile(name, {}, change))
