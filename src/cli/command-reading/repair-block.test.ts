import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { repairBlock } from './repair-block.ts'
import { vocabularyOf } from './vocabulary.ts'

const kafka4 = vocabularyOf('kafka-4')
const kafka25 = vocabularyOf('kafka-2.5')

function repaired(block: string, vocabulary = kafka4) {
  const { lines, slips } = repairBlock(block, vocabulary)
  return { lines, slips: slips.map(({ kind }) => kind) }
}

describe('what was meant by a block of notes', () => {
  test('comments behind backslashes: one command, and none of them', () => {
    expect(
      repaired(
        'bin/kafka-topics.sh \\\n--create \\ # 토픽 생성 명령을 명시\n--bootstrap-server host:9092 \\ # 브로커 지정\n--topic hello.kafka # 이름',
      ),
    ).toEqual({
      lines: ['bin/kafka-topics.sh --create --bootstrap-server host:9092 --topic hello.kafka'],
      slips: ['commentAfterBackslash', 'commentAfterBackslash'],
    })
  })

  test('a blank behind a backslash, and a comment on a line of its own between', () => {
    expect(repaired('kafka-topics.sh --list \\ \n# the brokers\n--bootstrap-server host:9092')).toEqual({
      lines: ['kafka-topics.sh --list --bootstrap-server host:9092'],
      slips: ['blankAfterBackslash', 'commentAfterBackslash'],
    })
  })

  test('dashes of a word processor, whichever', () => {
    const { lines, slips } = repaired(
      'bin/kafka-topics.sh --create --bootstrap-server host:9092 —-partitions 3 –replication-factor 1 −−config retention.ms=1 －－topic a',
    )
    expect(lines).toEqual([
      'bin/kafka-topics.sh --create --bootstrap-server host:9092 --partitions 3 --replication-factor 1 --config retention.ms=1 --topic a',
    ])
    expect(slips).toEqual(['longDash', 'longDash', 'longDash', 'longDash'])
  })

  test('one dash stays one where Kafka’s scripts have it', () => {
    expect(repaired('bin/kafka-server-start.sh –daemon config/server.properties').lines).toEqual([
      'bin/kafka-server-start.sh -daemon config/server.properties',
    ])
    expect(repaired('head –n 3').lines).toEqual(['head -n 3'])
  })

  test('typographic quotes, full-width letters and blanks that are none', () => {
    expect(repaired('echo “a b” ‘c’')).toEqual({ lines: ['echo "a b" \'c\''], slips: ['curlyQuote'] })
    expect(repaired('kafka-topics.sh\u00a0--list\u3000--bootstrap-server localhost：9092')).toEqual({
      lines: ['kafka-topics.sh --list --bootstrap-server localhost:9092'],
      slips: ['oddBlank', 'fullWidth'],
    })
  })

  test('what stands in quotes is data', () => {
    const block = 'echo "— “x” ：" \'\u00a0–list\''
    expect(repaired(block)).toEqual({ lines: [block], slips: [] })
  })

  test('a backslash that was forgotten', () => {
    expect(
      repaired(
        'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 \\\n--topic a \\\n--group hello-group\n--from-beginning # 처음부터',
      ),
    ).toEqual({
      lines: [
        'bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic a --group hello-group --from-beginning',
      ],
      slips: ['optionAlone'],
    })
  })

  test('prompts and frames of the notes, decorations and what a command printed', () => {
    expect(
      repaired(
        '```bash\n$ export KAFKA_HEAP_OPTS="-Xmx300m"\n[ec2-user@my-kafka kafka]$ echo $KAFKA_HEAP_OPTS\n==========\n-Xmx300m -Xms300m\n```',
      ),
    ).toEqual({
      lines: ['export KAFKA_HEAP_OPTS="-Xmx300m"', 'echo $KAFKA_HEAP_OPTS'],
      slips: ['codeFence', 'shellPrompt', 'shellPrompt', 'pastedOutput', 'pastedOutput'],
    })
  })

  test('what a producer is given is data, but for its own prompt', () => {
    expect(
      repaired(
        'kafka-console-producer.sh --bootstrap-server a:9092 \\\n--topic t \\ # key\n--property "key.separator=:" # 구분자\n>key1:no1\n>—-x',
        kafka25,
      ),
    ).toEqual({
      lines: [
        'kafka-console-producer.sh --bootstrap-server a:9092 --topic t --property "key.separator=:"',
        'key1:no1',
        '—-x',
      ],
      slips: ['commentAfterBackslash', 'pastedPrompt'],
    })
  })

  test('what the shell has carried out as it was meant is not asked for again', () => {
    const { meant } = repairBlock(
      [
        'export A=1',
        'kafka-topics.sh —-create --topic a --bootstrap-server a:9092',
        'kafka-topics.sh --list --bootstrap-server a:9092',
        '==========',
        'kafka-console-producer.sh --topic a \\ # in',
        '--bootstrap-server a:9092',
        '>one',
        'two',
      ].join('\n'),
      kafka4,
    )
    expect(meant).toEqual([
      'kafka-topics.sh --create --topic a --bootstrap-server a:9092',
      'kafka-console-producer.sh --topic a --bootstrap-server a:9092',
      'one',
      'two',
    ])
    expect(repairBlock('=====\nexport A=1', kafka4).meant).toEqual([])
    expect(repairBlock('>one', kafka4).meant).toEqual([])
    const producer = 'kafka-console-producer.sh --topic a --bootstrap-server a:9092'
    expect(repairBlock(`ls\n${producer}\nzero\n>one`, kafka4).meant).toEqual([producer, 'zero', 'one'])
  })

  test('options of another version, with what to write in their place', () => {
    expect(repaired('kafka-topics.sh --zookeeper zk:2181/kafka --list')).toEqual({
      lines: ['kafka-topics.sh --bootstrap-server localhost:9092 --list'],
      slips: ['otherVersion'],
    })
    expect(repaired('kafka-console-producer.sh --broker-list a:9092 --topic t').lines).toEqual([
      'kafka-console-producer.sh --bootstrap-server a:9092 --topic t',
    ])
    expect(repaired('kafka-topics.sh --zookeeper zk:2181 --list', kafka25).slips).toEqual([])
    expect(repaired('kafka-console-consumer.sh --bootstrap-server a:9092 --include t', kafka25)).toEqual({
      lines: ['kafka-console-consumer.sh --bootstrap-server a:9092 --whitelist t'],
      slips: ['otherVersion'],
    })
  })

  test('options and tools that are misspelt', () => {
    expect(repaired('bin/kafka-topic.sh --bootstrap-servers a:9092 --list | grep --colour x')).toEqual({
      lines: ['bin/kafka-topics.sh --bootstrap-server a:9092 --list | grep --colour x'],
      slips: ['misspeltCommand', 'misspeltOption'],
    })
  })

  test('a beginning that stands for an option is none that is misspelt', () => {
    expect(repaired('kafka-topics.sh --boot a:9092 --list').slips).toEqual([])
  })

  test('scripts that have nothing wrong say the same', () => {
    const script = [
      "cat > plan.json <<'EOF'",
      '—-x “y”',
      'EOF',
      '# 설명',
      'for i in 1 2 3; do echo $i; done',
      "echo '{",
      '  "a": 1',
      "}' > x.json",
    ].join('\n')
    expect(repaired(script)).toEqual({
      lines: [
        "cat > plan.json <<'EOF'",
        '—-x “y”',
        'EOF',
        '# 설명',
        'for i in 1 2 3; do echo $i; done',
        'echo \'{\n  "a": 1\n}\' > x.json',
      ],
      slips: [],
    })
  })
})
