import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../engine/scheduler.ts'
import type { World } from '../engine/world.ts'
import { sampleSpec } from '../testing/sample-runs.ts'
import { type Hint, hintsOfPaste } from './hints.ts'
import { simulatorModel, workstationOf } from './model.ts'

/** The course notes; absent where the product stands alone. */
const NOTES = '../shared/seeds'
const LONG_ENOUGH_US = 20_000_000

let world: World
let terminals = 0

beforeAll(() => {
  world = simulatorModel.create({ ...sampleSpec, producers: [], consumers: [] }, 7)
  run(world, { untilUs: world.nowUs + 2_000_000 })
})

/** Pastes into a terminal of its own and gives the programs time. */
function paste(text: string): readonly Hint[] {
  const terminal = `terminal-${++terminals}`
  const type = (line: string) => simulatorModel.applyCommand(world, { type: 'TypeLine', terminal, text: line })
  simulatorModel.applyCommand(world, { type: 'OpenTerminal', terminal, tty: true })
  type(text)
  run(world, { untilUs: world.nowUs + LONG_ENOUGH_US })
  const { hints } = hintsOfPaste(text.split('\n'), workstationOf(world).terminals.get(terminal)!.screen)
  simulatorModel.applyCommand(world, { type: 'CloseTerminal', terminal })
  return hints
}

/** As one reads them: `optionAlone --topic`. */
function pasteAndRead(text: string): readonly string[] {
  return paste(text).map((hint) =>
    'word' in hint ? `${hint.kind} ${hint.word}` : 'where' in hint ? `${hint.kind} ${hint.where}` : hint.kind,
  )
}

describe('a pasted line is judged by who reads it', () => {
  test('values for a producer that the same paste starts are data, whatever they look like', () => {
    const producer = 'kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic orders'
    expect(pasteAndRead(`${producer}\n>hello\n>0\n—-partitions “3”`)).toEqual([])
  })

  test('what goes on by a backslash or an open quote is part of the command', () => {
    expect(pasteAndRead('kafka-topics.sh --bootstrap-server my-kafka:9092 \\\n--list')).toEqual([])
    expect(pasteAndRead("echo '{\n--topic —-x “y”\n>z\n}' > plan.json\ncat plan.json")).toEqual([])
  })

  test('a slip is told of at the line that makes it, and each line of a paste meets its own prompt', () => {
    const list = 'kafka-topics.sh --bootstrap-server my-kafka:9092'
    expect(pasteAndRead(`${list}\n--list`)).toEqual(['optionAlone --list'])
    expect(pasteAndRead(`${list} \\ # all\n--list`)).toEqual(['commentAfterBackslash'])
    expect(pasteAndRead(`${list} \\\n—-list`)).toEqual(['longDash —-list'])
    expect(pasteAndRead('>hello\n>kafka')).toEqual(['pastedPrompt shell', 'pastedPrompt shell'])
  })

  test('what stands alone because of the comment before it is told once, and the next slip anew', () => {
    const list = 'kafka-topics.sh --bootstrap-server my-kafka:9092'
    const pasted = `${list} \\ # all\n--list\n--describe\necho done\n--create`
    expect(pasteAndRead(pasted)).toEqual(['commentAfterBackslash', 'optionAlone --create'])
  })

  test('the frame that notes draw around a command is told of once, where it begins', () => {
    const list = 'kafka-topics.sh --bootstrap-server my-kafka:9092 --list'
    expect(pasteAndRead(`\`\`\`bash\n${list}\n\`\`\``)).toEqual(['codeFence'])
    expect(pasteAndRead(`\`\`\`\n${list}\n\`\`\`\necho ok`)).toEqual(['codeFence'])
    expect(pasteAndRead("echo '\n```bash\n'")).toEqual([])
  })

  test('a comment says what it likes', () => {
    expect(pasteAndRead('# “—-why”\necho a # --zookeeper kafka- “b”')).toEqual([])
  })

  test('lines that nobody has read yet are not judged', () => {
    const consumer = 'kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic orders'
    expect(pasteAndRead(`${consumer}\n>hello\n=======`)).toEqual([])
    expect(pasteAndRead(`${consumer} --group g\n--from-beginning`)).toEqual(['optionAlone --from-beginning'])
  })
})

test('the echo of a line that is typed at a producer’s prompt says whose it was', () => {
  expect(hintsOfPaste(['>hello'], '>>hello\n').hints).toEqual([{ kind: 'pastedPrompt', where: 'producer' }])
  expect(hintsOfPaste(['>hello'], '$ >hello\n').hints).toEqual([{ kind: 'pastedPrompt', where: 'shell' }])
})

/** By the first words of the block, those blocks of the notes in which something is wrong, and what. */
const slips: Readonly<Record<string, readonly string[]>> = {
  'export KAFKA_HEAP_OPTS="-Xmx300m -Xms300m"': ['pastedOutput', 'pastedOutput'],
  'bin/kafka-topics.sh --create \\ #': ['commentAfterBackslash', 'commentAfterBackslash'],
  'bin/kafka-topics.sh --create --bootstrap-server host:9092 —-partitions': [
    'longDash —-partitions',
    'longDash —-replication-factor',
    'longDash —-config',
  ],
  // Kafka's producer takes the line after the comment for a value, dies of it, and leaves the rest to the shell.
  'bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic hello.kafka --property "parse.key=true" \\ #':
    ['commentAfterBackslash', 'pastedPrompt shell', 'pastedPrompt shell', 'pastedPrompt shell'],
  'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic hello.kafka --property print.key=true --property key.separator="-" --group':
    ['optionAlone --from-beginning'],
  'bin/kafka-verifiable-producer.sh --bootstrap-server my-kafka:9092 --max-messages 10 \\ #': ['commentAfterBackslash'],
}

test.skipIf(!existsSync(NOTES))('of every block of the course notes, pasted whole, only what is wrong is said', () => {
  const found = new Map<string, readonly string[]>()
  let blocks = 0
  for (const name of readdirSync(NOTES).filter((each) => each.endsWith('.txt'))) {
    const notes = readFileSync(`${NOTES}/${name}`, 'utf8')
    for (const [, block = ''] of notes.matchAll(/^[ \t]*```[^\n]*\n([\s\S]*?)\n[ \t]*```/gm)) {
      if (!block.includes('\n')) continue
      blocks++
      const hints = pasteAndRead(block)
      const flat = block.replace(/ ?\\\n/g, ' ')
      const known = Object.keys(slips).find((first) => flat.startsWith(first))
      if (hints.length > 0) found.set(known ?? block, hints)
    }
  }
  expect(blocks).toBeGreaterThan(20)
  expect(Object.fromEntries(found)).toEqual(slips)
})
