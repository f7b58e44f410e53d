// Lists among the settings, in the words of ConfigDef.ValidList and its like in 4.3.1.

import { expect, test } from 'vitest'
import { duplicateWarnings, parseConfigValue } from './config-def.ts'
import { profileOf } from './registry.ts'

const { broker, topic } = profileOf('kafka-4').configs

function refusal(definition: typeof broker, name: string, text: string): string | null {
  const key = definition.get(name)
  if (key === undefined) throw new Error(`no ${name}`)
  return parseConfigValue(key, text).error
}

test.each([
  ['process.roles', '', "Configuration 'process.roles' must not be empty. Valid values include: [broker, controller]"],
  ['log.dirs', ' ', "Configuration 'log.dirs' must not be empty. Valid values include: any non-empty value"],
  [
    'log.cleanup.policy',
    'delete,foo',
    'Invalid value foo for configuration log.cleanup.policy: String must be one of: compact, delete',
  ],
  ['log.cleanup.policy', '', null],
  [
    'controller.quorum.voters',
    '1@foo',
    'Failed to parse host name from entry 1@foo for the configuration controller.quorum.voters. Each entry should be in the form `{id}@{host}:{port}`.',
  ],
  ['controller.quorum.voters', '1@localhost:9093, 2@[::1]:9093', null],
  [
    'controller.quorum.voters',
    'localhost:9093',
    'Invalid configuration value for controller.quorum.voters. Each entry should be in the form `{id}@{host}:{port}`.',
  ],
])('%s=%s', (name, text, words) => {
  expect(refusal(broker, name, text)).toBe(words)
})

test('an empty value in a list is refused before the first that is unknown behind it', () => {
  expect(refusal(topic, 'cleanup.policy', ',foo')).toBe("Configuration 'cleanup.policy' values must not be empty.")
  expect(refusal(topic, 'cleanup.policy', 'foo,')).toContain('Invalid value foo for')
})

test('a list that is refused as a whole is shown as Java prints lists', () => {
  expect(refusal(topic, 'leader.replication.throttled.replicas', '*,0:1')).toContain('Invalid value [*, 0:1] for')
})

test('what is given twice counts once, with a warning, where the list is minded', () => {
  expect(duplicateWarnings(topic, { 'cleanup.policy': ',' })).toEqual([
    'Configuration key "cleanup.policy" contains duplicate values. Duplicates will be removed. The original value is: [, ], the updated value is: []',
  ])
  expect(duplicateWarnings(broker, { 'controller.listener.names': 'C,C' })).toHaveLength(1)
})
