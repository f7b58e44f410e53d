// What single tools of a version say and do otherwise.

import { type Proofs, type ProvenApart, proves, toyProfile } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER } from '../../testing/toy-terminal.ts'
import type { ToolProfile } from './tool-profile.ts'

const TOOLS: Proofs<Pick<ToolProfile, ProvenApart>> = {
  configCommand: {
    toy: {
      ...{ sorted: false, looksBeforeDescribing: false, looksBeforeAltering: true, format: 'toy format' },
      ...{ needsSensitive: true, waitsMs: 5_000 },
    },
    seen: (profile) => {
      const configs = (line: string) => printed(profile, `kafka-configs.sh ${SERVER} ${line}`)
      const all = [...configs('--describe --all --topic orders').matchAll(/^ {2}([\w.]+)=/gm)].map(([, name]) => name)
      return [
        all.join() === [...all].sort().join(),
        found(configs('--describe --topic nothing'), /(doesn't exist)/),
        found(configs('--alter --topic orders --delete-config flush.ms'), /(Invalid config|Completed)/),
        found(configs('--alter --topic orders --add-config a'), /(toy format|key=val)/),
        printed(
          profile,
          `kafka-configs.sh ${SERVER} --alter --broker 1 --add-config no.such=1`,
          `kafka-configs.sh ${SERVER} --alter --broker 1 --add-config log.cleaner.threads=2`,
        ).includes('sensitive broker'),
        configs('--describe --all --broker 9').includes('java.util.concurrent.TimeoutException'),
      ]
    },
    own: [true, "doesn't exist", 'Completed', 'key=val', false, false],
    toys: [false, null, 'Invalid config', 'toy format', true, true],
  },
  consumerPerf: {
    toy: { joinsSince: 'epoch', counted: 'messages', clientId: null },
    seen(profile) {
      const told = printed(
        profile,
        `echo a | kafka-console-producer.sh ${SERVER} --topic orders`,
        `kafka-consumer-perf-test.sh ${SERVER} --topic orders --group g --num-records 2 --hide-header & sleep 5`,
        `kafka-consumer-groups.sh ${SERVER} --describe --group g --members; sleep 20`,
      )
      return [/expected number of (\w+)/, /(perf-consumer-client|consumer-g-1)-/, /(, 17)\d{11}, -/].map((line) =>
        found(told, line),
      )
    },
    own: ['records', 'perf-consumer-client', null],
    toys: ['messages', 'consumer-g-1', ', 17'],
  },
  leaderElection: {
    toy: { namesUnneeded: false, wrapsFailures: false },
    seen(profile) {
      const elect = `kafka-leader-election.sh ${SERVER} --election-type preferred`
      return [
        found(printed(profile, `${elect} --topic orders --partition 0`), /for partitions (\S+)/),
        found(printed(profile, `${elect} --path-to-json-file nothing`), /(RuntimeException)/),
      ]
    },
    own: ['orders-0', 'RuntimeException'],
    toys: [null, null],
  },
  libraries: {
    toy: 'kafka_toy.jar 70\n',
    seen: (profile) => printed(profile, 'ls libs | grep kafka_'),
    own: 'kafka_2.13-4.3.1.jar\n',
    toys: 'kafka_toy.jar\n',
  },
  commit: {
    toy: '7',
    seen: (profile) => printed(profile, 'kafka-topics.sh --version'),
    own: '4.3.1\n',
    toys: '4.3.1 (Commit:7)\n',
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
  readsEmptyJson: {
    toy: true,
    seen: (profile) =>
      found(
        printed(profile, `: > e.json; kafka-delete-records.sh ${SERVER} --offset-json-file e.json`),
        /(is not a valid JSON|received)/,
      ),
    own: 'is not a valid JSON',
    toys: 'received',
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
