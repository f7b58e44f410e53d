import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const CONFIGS = 'kafka-configs.sh --bootstrap-server my-kafka:9092'

function run(script: string): string {
  return runScript(simulatorModel.create(emptyCluster(), 1), script).stdout
}

test('subscriptions to clients’ metrics are found without being named, each once, and none where there are none', () => {
  expect(run(`${CONFIGS} --entity-type client-metrics --describe`)).toBe('')
  const stdout = run(`${CONFIGS} --client-metrics watch --alter --add-config interval.ms=10000
${CONFIGS} --client-metrics audit --alter --add-config interval.ms=20000,metrics=org.apache.kafka.
${CONFIGS} --entity-type client-metrics --describe`)
  expect(stdout.split('\n').slice(2, -1)).toEqual([
    'Dynamic configs for client-metric audit are:',
    '  interval.ms=20000 sensitive=false synonyms={DYNAMIC_CLIENT_METRICS_CONFIG:interval.ms=20000}',
    '  metrics=org.apache.kafka. sensitive=false synonyms={DYNAMIC_CLIENT_METRICS_CONFIG:metrics=org.apache.kafka.}',
    'Dynamic configs for client-metric watch are:',
    '  interval.ms=10000 sensitive=false synonyms={DYNAMIC_CLIENT_METRICS_CONFIG:interval.ms=10000}',
  ])
})

test('a subscription whose last setting is taken back is no longer there', () => {
  const stdout = run(`${CONFIGS} --client-metrics watch --alter --add-config interval.ms=10000 > /dev/null
${CONFIGS} --client-metrics watch --alter --delete-config interval.ms > /dev/null
${CONFIGS} --entity-type client-metrics --describe`)
  expect(stdout).toBe('')
})
