import { describe, expect, test } from 'vitest'
import { looksLikeShell, readShellBlock } from './shell-block.ts'

/** As one reads them: each paste's lines, its input behind `<`, and `…` where it goes on. */
function typed(text: string): readonly string[] {
  return readShellBlock(text).pastes.map(
    ({ lines, input, keepsRunning }) =>
      lines.join(' ⏎ ') + (input.length > 0 ? ` < ${input.join(' ⏎ ')}` : '') + (keepsRunning ? ' …' : ''),
  )
}

const topics = 'bin/kafka-topics.sh --bootstrap-server my-kafka:9092'
const producer = 'bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic orders'
const consumer = 'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic orders'

describe('what of a block is typed', () => {
  test('commands that end by themselves go together, each line as it stands', () => {
    expect(typed(`mkdir data\ncd data\n${topics} \\\n  --list`)).toEqual([
      `mkdir data ⏎ cd data ⏎ ${topics} \\ ⏎   --list`,
    ])
  })

  test('a broken paste stays broken: what it does is for the shell to show', () => {
    const block = `bin/kafka-topics.sh \\\n--create \\ # 토픽 생성\n--topic orders \\ # 이름\n—-partitions 3`
    expect(typed(block)).toEqual([block.replaceAll('\n', ' ⏎ ')])
  })

  test('a command that a comment cuts off goes on at the prompts of the block', () => {
    expect(
      typed('$ bin/kafka-topics.sh \\\n> --create \\ # makes it\n> --topic orders\nCreated topic orders.'),
    ).toEqual(['bin/kafka-topics.sh \\ ⏎ --create \\ # makes it ⏎ --topic orders'])
  })

  test('lines with the producer’s prompt are its input, and a consumer has a terminal of its own', () => {
    expect(typed(`${producer}\n>hello\n> kafka`)).toEqual([`${producer} < >hello ⏎ > kafka …`])
    expect(typed(`echo begin\n${consumer}\n${topics} --list`)).toEqual([
      'echo begin',
      `${consumer} …`,
      `${topics} --list`,
    ])
  })

  test('a producer’s input without its prompt, up to the next command', () => {
    expect(typed(`${producer}\nk1:hello\nk2:kafka\n${topics} --list`)).toEqual([
      `${producer} < k1:hello ⏎ k2:kafka …`,
      `${topics} --list`,
    ])
  })

  test('an option that lacks its backslash before it goes along with the command it was cut off', () => {
    expect(typed(`${consumer} --group readers\n--from-beginning`)).toEqual([
      `${consumer} --group readers ⏎ --from-beginning …`,
    ])
  })

  test('what a command printed is not typed: behind a rule, behind prompts, after a consumer', () => {
    expect(typed('echo $HEAP\n\n=======\n-Xmx300m')).toEqual(['echo $HEAP'])
    expect(typed(`$ ${topics} --list\norders\npayments\n$ date`)).toEqual([`${topics} --list ⏎ date`])
    expect(typed(`${consumer} --from-beginning\nhello\nkafka`)).toEqual([`${consumer} --from-beginning …`])
    expect(typed(`${topics} --create --topic a\nCreated topic a.`)).toEqual([`${topics} --create --topic a`])
    expect(readShellBlock(`$ ${topics} --list\norders`).roles).toEqual(['command', 'output'])
  })

  test.each(['$ ', '# ', '> ', 'me@host:~/kafka$ ', '[root@kafka ~]# ', 'bash-4.4$ ', '% '])(
    'the prompt %j',
    (prompt) => {
      expect(typed(`${prompt}${topics} --list`)).toEqual([`${topics} --list`])
    },
  )

  test('a command that goes on behind the shell’s second prompt', () => {
    expect(typed(`$ bin/kafka-topics.sh \\\n> --list \\\n> --bootstrap-server a:9092\norders`)).toEqual([
      'bin/kafka-topics.sh \\ ⏎ --list \\ ⏎ --bootstrap-server a:9092',
    ])
  })

  test('a comment on a line of its own is for people, also where it names a command', () => {
    expect(typed(`# kafka-topics.sh lists them\n${topics} --list`)).toEqual([`${topics} --list`])
    expect(typed('# nothing here')).toEqual([])
  })

  test('quotes and here-documents hold a command together, whatever stands in them', () => {
    const document = 'cat > plan.json <<\'EOF\'\n{"a":\n>1}\n=====\n\nEOF'
    expect(typed(`${document}\ncat plan.json`)).toEqual([`${document.replaceAll('\n', ' ⏎ ')} ⏎ cat plan.json`])
    expect(typed('echo "one\n>two"\ndate')).toEqual(['echo "one ⏎ >two" ⏎ date'])
  })
})

test.each([
  ['kafka-console-consumer --topic a', true],
  ['docker exec -it broker kafka-console-consumer --topic a', true],
  [`${consumer} --max-messages 3`, false],
  [`echo a | ${producer}`, false],
  [`${consumer} > out.txt &`, false],
  ['tail -f logs/server.log', true],
  ['tail -n 20 logs/server.log', false],
  ['bin/kafka-server-start.sh config/server.properties', true],
  ['bin/kafka-server-start.sh -daemon config/server.properties', false],
  ['kafka-verifiable-producer.sh --topic a --max-messages 10', false],
  ['kafka-verifiable-producer.sh --topic a --max-messages -1', true],
])('%s goes on: %j', (command, goesOn) => {
  expect(readShellBlock(command).pastes[0]?.keepsRunning).toBe(goesOn)
})

test.each([
  ['bin/kafka-topics.sh --list', true],
  ['$ ls', true],
  ['# list them\nkafka-topics --list', true],
  ['KAFKA_HEAP_OPTS="-Xmx300m" bin/kafka-server-start.sh config/server.properties', true],
  ['$KAFKA_HOME/bin/kafka-topics.sh --list', true],
  ['토픽은 파티션으로 나뉜다', false],
  ['{"a": 1}', false],
  ['', false],
])('without a label, %j is for a shell: %j', (text, isShell) => {
  expect(looksLikeShell(text)).toBe(isShell)
})
