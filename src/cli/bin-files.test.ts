// What lies in `bin/` of each version, and what becomes of a script that this simulator has not got.
import { describe, expect, test } from 'vitest'
import '../testing/every-version.ts'
import { runScript } from '../testing/headless-shell.ts'
import { worldOf } from '../testing/toy-terminal.ts'

const ALWAYS = `connect-distributed connect-mirror-maker connect-standalone kafka-acls kafka-broker-api-versions
  kafka-configs kafka-console-consumer kafka-console-producer kafka-consumer-groups kafka-consumer-perf-test
  kafka-delegation-tokens kafka-delete-records kafka-dump-log kafka-leader-election kafka-log-dirs
  kafka-producer-perf-test kafka-reassign-partitions kafka-replica-verification kafka-run-class kafka-server-start
  kafka-server-stop kafka-streams-application-reset kafka-topics kafka-verifiable-consumer kafka-verifiable-producer
  trogdor`
const BIN: Readonly<Record<string, string>> = {
  'kafka-2.5': `kafka-mirror-maker kafka-preferred-replica-election zookeeper-security-migration zookeeper-server-start
    zookeeper-server-stop zookeeper-shell`,
  'kafka-4': `connect-plugin-path kafka-client-metrics kafka-cluster kafka-console-share-consumer kafka-e2e-latency
    kafka-features kafka-get-offsets kafka-groups kafka-jmx kafka-metadata-quorum kafka-metadata-shell
    kafka-share-consumer-perf-test kafka-share-groups kafka-storage kafka-streams-groups kafka-transactions
    kafka-verifiable-share-consumer`,
}

describe.each(Object.keys(BIN))('%s', (profile) => {
  const world = worldOf(profile)
  const scripts = `${ALWAYS} ${BIN[profile]}`
    .split(/\s+/)
    .map((name) => `${name}.sh`)
    .sort()

  test('every script of the version lies in bin/, and may be executed', () => {
    const { stdout } = runScript(world, 'ls bin\nls -l bin | grep -c ^-rwxr-xr-x')
    expect(stdout.trimEnd().split('\n')).toEqual([...scripts, String(scripts.length)])
  })

  test('each does or says something, called by its name or by its path', () => {
    for (const name of scripts.filter((each) => !each.includes('-server-'))) {
      for (const call of [name, `bin/${name}`]) {
        const { stdout, stderr } = runScript(world, `${call} --help`)
        expect(stdout + stderr, call).not.toMatch(/command not found|No such file/)
        expect((stdout + stderr).length, call).toBeGreaterThan(0)
      }
    }
    const words = 'trogdor.sh: this simulator does not have this tool of Kafka yet.\n'
    expect(runScript(world, 'bin/trogdor.sh')).toMatchObject({ stdout: '', stderr: words, exitCode: 127 })
  })
})
