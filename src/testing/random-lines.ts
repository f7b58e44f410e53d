/** Lines nobody planned: what is typed, pasted or damaged on its way, and what must hold whatever a line says. */

import fc from 'fast-check'
import { readCommand } from '../cli/command-reading/read-command.ts'
import { kafkaTools } from '../cli/commands/kafka-tools.ts'
import { commandsOf } from '../cli/commands/registry.ts'
import { complete } from '../cli/complete.ts'
import { simulatorModel } from '../cli/model.ts'
import { openEditor } from '../cli/shell/editor.ts'
import type { FinishedCommand, TerminalState } from '../cli/terminal-state.ts'
import { run } from '../engine/scheduler.ts'
import { takeHappenings, type World } from '../engine/world.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import type { ProfileName } from '../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { runUntilIdle, terminalOf } from './headless-shell.ts'

/** One line, and what its author does beside it. */
export interface RandomLine {
  readonly text: string
  /** Where Tab is pressed. */
  readonly cursor: number
  /** Ctrl-D before Ctrl-C. */
  readonly ends: boolean
}

const VALUES =
  'orders a.b 3 -1 abc localhost:9092 nowhere:9092 localhost 1:2,2:3 k=v {} x.json [ * -- - readers earliest PT1H 한글 —-topic 99999999999999999999 org.apache.kafka.tools.consumer.OffsetsMessageFormatter /tmp/kafka-logs-1/orders-0/00000000000000000000.log'
// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
const GRAMMAR = '| || && ; > < >> 2>&1 & $( ) ( ` " \' \\ $x ${x:-y} ${ # ! { } for if done (( [[ ~ = A=b <<EOF'

/** Whole commands as notes have them; of one version or the other, or of a machine. */
const WHOLE = [
  'bin/kafka-topics.sh --create --bootstrap-server localhost:9092 --replication-factor 2 --partitions 3 --topic orders --config retention.ms=172800000',
  'kafka-topics.sh --zookeeper localhost:2181 --describe --topic orders',
  'kafka-topics.sh --bootstrap-server localhost:9092 --alter --topic orders --partitions 5',
  'kafka-configs.sh --bootstrap-server localhost:9092 --entity-type topics --entity-name orders --alter --add-config min.insync.replicas=2,cleanup.policy=[compact,delete]',
  'printf "a:1\\nb:2\\n" | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders --property parse.key=true --property key.separator=:',
  'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders --from-beginning --group readers --max-messages 2',
  'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --group readers --topic orders:0,1 --reset-offsets --shift-by -1 --execute',
  'kafka-verifiable-producer.sh --bootstrap-server localhost:9092 --max-messages 3 --topic orders',
  'echo \'{"partitions": [{"topic": "orders", "partition": 0, "offset": 1}], "version": 1}\' > d.json && kafka-delete-records.sh --bootstrap-server localhost:9092 --offset-json-file d.json',
  'kafka-dump-log.sh --files /tmp/kafka-logs-1/orders-0/00000000000000000000.log --print-data-log',
  'zookeeper-shell.sh localhost:2181 ls /brokers/ids',
  'for i in 1 2 3; do echo "k$i:v$((i*2))"; done | sort -r | awk -F: \'{print $2}\' > out.txt; cat out.txt | wc -l',
  'printf "a:1\\nb:2\\n" | kcat -b localhost:9092 -P -t orders -K: -H h=v -X linger.ms=10 && kcat -b localhost:9092 -C -t orders -o -2 -e -f "%t %p %o %k %s %h\\n"',
  'kcat -b localhost:9092,localhost:9093 -G readers -X auto.offset.reset=earliest -e -J -c 3 orders ^ord.*',
  'kafkacat -L -b localhost:9092 -t orders -J | jq .topics; kcat -b localhost -Q -t orders:0:-1 -t orders:1:0',
  'expr substr hello 2 3 : ".*\\(l\\)" \\* 2; seq 9 | split -l 2 -d - part- && md5sum part-* > sums; md5sum -c sums; base64 -w 20 sums | base64 -d; stat -c "%n %s" sums',
  'top -b -n1 -p 601 | tail -n2; lsof -nP -i :9092; free -h; uptime -p; man kafka-topics.sh; cat /etc/hosts /etc/os-release',
  'export KAFKA_HEAP_OPTS="-Xmx400m -Xms400m"; echo $KAFKA_HEAP_OPTS; ls -l config | grep server | head -2',
]

/** What a clipboard, a web page or a tired hand puts in the place of something else. */
const SPOILERS = [
  ...'— – “ ” ‘ ’ \u00a0 \u3000 \u200b ： ， \\ \\\n \\ # \n> $ # -- - \' " ` | & ; < > ( ) { } [ ] $( ${ ! * ? ~ = , : \u0000 \ud800 \u001b[31m \t 한 😀'.split(
    ' ',
  ),
  '\\ # why\n',
  '\r\n',
  ' ',
]

const value = fc.constantFrom(...VALUES.split(' '))

function calls(profile: ProfileName): fc.Arbitrary<string> {
  const option = (tool: string) =>
    fc.constantFrom('--bootstrap-server localhost:9092', ...(commandsOf(profile).row(tool)?.words ?? []), '--none')
  return fc
    .constantFrom(...kafkaTools.map(({ name }) => name))
    .chain((tool) =>
      fc.array(fc.oneof(option(tool), value), { maxLength: 7 }).map((words) => [tool, ...words].join(' ')),
    )
}

function grammar(profile: ProfileName): fc.Arbitrary<string> {
  const names = commandsOf(profile)
    .names()
    .filter((name) => !name.endsWith('.sh'))
  const word = fc.oneof(fc.constantFrom(...GRAMMAR.split(' '), '\n'), value, fc.constantFrom(...names))
  return fc.array(word, { maxLength: 7 }).map((words) => words.join(' '))
}

/** Pieces of a command cut out, and others put in their place. */
const damaged = fc
  .tuple(
    fc.constantFrom(...WHOLE),
    fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...SPOILERS)), { minLength: 1, maxLength: 4 }),
  )
  .map(([whole, cuts]) =>
    cuts.reduce((text, [at, length, piece]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + piece + text.slice(place + length)
    }, whole),
  )

export function randomLine(profile: ProfileName): fc.Arbitrary<RandomLine> {
  const text = fc.oneof(
    { weight: 3, arbitrary: calls(profile) },
    { weight: 3, arbitrary: damaged },
    { weight: 2, arbitrary: grammar(profile) },
    fc.string({ unit: 'binary' }),
  )
  return fc.record({ text, cursor: fc.nat(200), ends: fc.boolean() })
}

/**
 * Types the lines into one terminal of a fresh cluster, each with what is pressed after it, and returns what is wrong:
 * empty when after each there was a prompt again, an exit code a process can have, and a word from whatever failed.
 */
export function playLines(profile: ProfileName, lines: readonly RandomLine[]): string[] {
  const world = simulatorModel.create(emptyCluster(profile), 1)
  apply(world, { type: 'OpenTerminal', terminal: NAME, tty: true })
  const terminal = terminalOf(world, NAME)
  for (const line of lines) {
    const wrong = playLine(world, terminal, line)
    if (wrong.length > 0) return wrong.map((what) => `${JSON.stringify(line.text)}: ${what}`)
  }
  return []
}

const NAME = 'any'
/** No wait of a tool is longer. */
const LONGEST_MS = 200_000

function apply(world: World, command: Command): void {
  simulatorModel.applyCommand(world, command)
}

function playLine(world: World, terminal: TerminalState, { text, cursor, ends }: RandomLine): string[] {
  const pass = (ms: number) => run(world, { untilUs: world.nowUs + ms * 1000 })
  terminal.finished.length = 0
  readCommand(text, world)
  complete(text, Math.min(cursor, text.length), world)
  apply(world, { type: 'TypeLine', terminal: NAME, text })
  pass(1_500)
  apply(world, { type: 'TypeLine', terminal: NAME, text: 'k:v' })
  if (ends) apply(world, { type: 'EndOfInput', terminal: NAME })
  pass(3_000)
  apply(world, { type: 'Interrupt', terminal: NAME })
  pass(500)
  apply(world, { type: 'Interrupt', terminal: NAME })
  // To less Ctrl-C is no end, and to its reader none is needed but q.
  if (openEditor(terminal) !== null) apply(world, { type: 'LeaveEditor', terminal: NAME })
  const idle = runUntilIdle(world, terminal, LONGEST_MS)
  takeHappenings(world)
  return [...(idle ? [] : ['no prompt again']), ...terminal.finished.flatMap(wrongWith)]
}

/** Ended by Ctrl-C, after which nothing need be said. */
const INTERRUPTED = 130

function wrongWith({ command, stdout, stderr, exitCode }: FinishedCommand): string[] {
  if (!Number.isInteger(exitCode) || exitCode < 0 || exitCode > 255) return [`exit code ${exitCode}`]
  // A single call of a tool; what stands among redirections and pipes may have sent its words elsewhere.
  const isCall = /^\S*kafka-[a-z-]+\.sh [^|&;<>()`$#!{}\\'"]*$/.test(command)
  const isSilent = stdout === '' && stderr === ''
  return isCall && isSilent && exitCode !== 0 && exitCode !== INTERRUPTED ? [`exit code ${exitCode}, and no word`] : []
}
