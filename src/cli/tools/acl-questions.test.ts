// kafka-acls.sh asks before it removes, at a terminal; elsewhere Java has no console to ask at.

import { describe, expect, test } from 'vitest'
import { workstationBench } from '../../testing/workstation-bench.ts'

const REMOVE = 'kafka-acls.sh --bootstrap-server localhost:9092 --remove'
const REFUSED =
  'Error while executing ACL command: org.apache.kafka.common.errors.SecurityDisabledException: No Authorizer is configured.\n'
const topic = (name: string) => `ResourcePattern(resourceType=TOPIC, name=${name}, patternType=LITERAL)`
const deleteAll = (resource: string) =>
  `Are you sure you want to delete all ACLs for resource filter \`${resource}\`? (y/n)\n`
const BROKER = { id: 1, host: 'localhost', port: 9092, rack: null, isFenced: false }
const CLUSTER = { clusterId: 'c', controllerId: 1, errorCode: 'NONE', errorMessage: null, brokers: [BROKER] } as const

function terminal() {
  return workstationBench({
    tty: true,
    answer: ({ type }) =>
      type === 'MetadataRequest'
        ? { type: 'MetadataResponse', ...CLUSTER, topics: [] }
        : { type: 'DescribeClusterResponse', ...CLUSTER },
  })
}

/** What stands on the screen after the command, each line being typed once the one before was answered. */
function dialogue(command: string, ...lines: readonly string[]): string {
  const bench = terminal()
  for (const line of [command, ...lines, 'echo $?']) {
    bench.type(line)
    bench.run(5_000)
  }
  return bench.terminal.screen.slice(`$ ${command}\n`.length)
}

describe('at a terminal', () => {
  test.each(['y', 'Y'])('%s removes, which a broker without an authorizer refuses', (answer) => {
    const screen = dialogue(`${REMOVE} --topic t`, answer)
    expect(screen.startsWith(`${deleteAll(topic('t'))}${answer}\n${REFUSED}`)).toBe(true)
    expect(screen).toMatch(/\$ echo \$\?\n1\n$/)
  })

  test.each(['n', 'yes', ' y ', ''])('%j does not', (answer) => {
    expect(dialogue(`${REMOVE} --topic t`, answer)).toBe(`${deleteAll(topic('t'))}${answer}\n$ echo $?\n0\n`)
  })

  test('each resource is asked about, until one is removed', () => {
    const screen = dialogue(`${REMOVE} --topic t --topic u --topic v`, 'n', 'y')
    expect(screen).toContain(`${deleteAll(topic('t'))}n\n${deleteAll(topic('u'))}y\n${REFUSED}`)
    expect(screen).not.toContain('name=v')
  })

  test('principals, hosts and operations are entries', () => {
    const entry = (operation: string) =>
      `\t(principal=User:a, host=10.0.0.1, operation=${operation}, permissionType=DENY)`
    expect(
      dialogue(
        `${REMOVE} --group g --resource-pattern-type prefixed --deny-principal User:a --deny-host 10.0.0.1 --operation Read --operation DescribeConfigs`,
        'n',
      ),
    ).toBe(
      `Are you sure you want to remove ACLs: \n ${entry('READ')}\n${entry('DESCRIBE_CONFIGS')}\n from resource filter \`ResourcePattern(resourceType=GROUP, name=g, patternType=PREFIXED)\`? (y/n)\nn\n$ echo $?\n0\n`,
    )
  })

  test('what a consumer may is of its topic and of its group', () => {
    const screen = dialogue(`${REMOVE} --topic t --group g --consumer --allow-principal User:a`, 'n', 'n')
    const entry = (operation: string) => `\t(principal=User:a, host=*, operation=${operation}, permissionType=ALLOW)`
    expect(screen).toContain(`ACLs: \n ${entry('READ')}\n${entry('DESCRIBE')}\n from resource filter \`${topic('t')}\``)
    expect(screen).toContain(`ACLs: \n ${entry('READ')}\n from resource filter \`ResourcePattern(resourceType=GROUP,`)
  })

  test('lines that were typed ahead and nobody asked for are the next commands', () => {
    const bench = terminal()
    bench.type(`${REMOVE} --topic t`)
    bench.type('n')
    bench.type('echo next')
    bench.run(20_000)
    expect(bench.terminal.screen).toMatch(/\(y\/n\)\n(.*\n)*next\n$/)
  })

  test('the end of input is no answer', () => {
    const bench = terminal()
    bench.type(`${REMOVE} --topic t`)
    bench.run(5_000)
    bench.endOfInput()
    bench.run(1_000)
    expect(bench.terminal.screen).toContain(
      'Cannot invoke "String.equalsIgnoreCase(String)" because the return value of "java.io.Console.readLine()" is null\n',
    )
  })
})

test('a pipe is no console', () => {
  const bench = terminal()
  bench.type(`echo y | ${REMOVE} --topic t`)
  bench.run(5_000)
  const error =
    'Cannot invoke "java.io.Console.readLine()" because the return value of "java.lang.System.console()" is null\n'
  expect(bench.terminal.screen).toContain(
    `${deleteAll(topic('t'))}Error while executing ACL command: ${error}java.lang.NullPointerException: ${error}`,
  )
})

test('patterns of the cluster are none', () => {
  const bench = terminal()
  bench.type(`${REMOVE} --cluster --resource-pattern-type any`)
  bench.run(5_000)
  expect(bench.terminal.screen).toContain('You must provide at least one resource: --topic <topic> or --cluster or')
})
