import { describe, expect, test } from 'vitest'
import { deliverCommand, nodeOf } from '../engine/processes.ts'
import { run } from '../engine/scheduler.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { workstationBench } from '../testing/workstation-bench.ts'
import { mainShellOf, type TerminalState } from './terminal-state.ts'
import { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

const outcome = (script: string, files: Readonly<Record<string, string>> = {}) =>
  workstationBench({ files })
    .script(script)
    .map(({ stdout, stderr, exitCode }) => [stdout, stderr, exitCode])

describe('the shell as bash would', () => {
  test.each<[string, string, string, number]>([
    ['echo hello', 'hello\n', '', 0],
    ['echo  a   b', 'a b\n', '', 0],
    ['echo "a   b" \'c  d\'', 'a   b c  d\n', '', 0],
    ['echo -n hello', 'hello', '', 0],
    ["echo -e 'a\\tb'", 'a\tb\n', '', 0],
    ['echo \\\n--create', '--create\n', '', 0],
    ['echo a # a comment', 'a\n', '', 0],
    ['echo \\ # 토픽', ' # 토픽\n', '', 0],
    ['echo —-partitions 3', '—-partitions 3\n', '', 0],
    ['echo $HOME', '/root\n', '', 0],
    ['echo "$NOTHING"|cat', '\n', '', 0],
    ['echo $NOTHING end', 'end\n', '', 0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    ['echo ${NOTHING:-fallback}', 'fallback\n', '', 0],
    ['echo \'$HOME\' "\\$HOME"', '$HOME $HOME\n', '', 0],
    ["echo $'a\\tb'", 'a\tb\n', '', 0],
    ['seq 3 | tail -n 1', '3\n', '', 0],
    ['seq 1 2 7 | wc -l', '4\n', '', 0],
    ['printf "%s:%d\\n" a 1 b 2', 'a:1\nb:2\n', '', 0],
    ["printf '%s\\n' one two", 'one\ntwo\n', '', 0],
    ["printf 'k1:no1\\nk2:no2\\n' | cut -d: -f1", 'k1\nk2\n', '', 0],
    ["printf 'abc:d:e\\n' | cut -c2-3", 'bc\n', '', 0],
    ["printf 'a:b:c\\n' | cut -d: -f2-", 'b:c\n', '', 0],
    ["printf 'b\\na\\nb\\n' | sort | uniq -c", '      1 a\n      2 b\n', '', 0],
    ["printf 'a.b\\naxb\\n' | grep 'a\\.b'", 'a.b\n', '', 0],
    ["printf 'a\\nb\\n' | grep -c '^b'", '1\n', '', 0],
    ["printf 'a\\nb\\n' | grep -v a", 'b\n', '', 0],
    ["printf 'a\\nb\\n' | grep -E 'a|b' | head -1", 'a\n', '', 0],
    ["printf 'a\\n' | grep nothing", '', '', 1],
    ['false || echo saved', 'saved\n', '', 0],
    ['true && echo went on', 'went on\n', '', 0],
    ['false && echo never', '', '', 1],
    ['! false', '', '', 0],
    ['nosuchtool --x', '', 'bash: line 1: nosuchtool: command not found\n', 127],
    ['bin/nosuchtool.sh', '', 'bash: line 1: bin/nosuchtool.sh: No such file or directory\n', 127],
    ['cat nofile', '', 'cat: nofile: No such file or directory\n', 1],
    ['cat < nofile', '', 'bash: line 1: nofile: No such file or directory\n', 1],
    ['echo out >&2', '', 'out\n', 0],
    ['cat nofile 2>&1', 'cat: nofile: No such file or directory\n', '', 1],
    ['cat nofile 2>/dev/null', '', '', 1],
    ['ls /nowhere', '', "ls: cannot access '/nowhere': No such file or directory\n", 2],
    ['cd /nowhere', '', 'bash: line 1: cd: /nowhere: No such file or directory\n', 1],
    ['pwd', '/tmp/kafka\n', '', 0],
    ['sudo echo root', 'root\n', '', 0],
    ['which cat nothing', '/usr/bin/cat\n', '', 1],
    ['for i in 1 2; do echo $i; done', '1\n2\n', '', 0],
    ['cat <<< "one line"', 'one line\n', '', 0],
  ])('%s', (script, stdout, stderr, exitCode) => {
    expect(outcome(script)).toEqual([[stdout, stderr, exitCode]])
  })

  test('a here-document is the input of its command, with variables unless its word is quoted', () => {
    expect(outcome('cat <<EOF\n$HOME and\nmore\nEOF')).toEqual([['/root and\nmore\n', '', 0]])
    expect(outcome("cat <<'EOF'\n$HOME\nEOF")).toEqual([['$HOME\n', '', 0]])
    expect(outcome('cat <<-EOF\n\tindented\n\tEOF')).toEqual([['indented\n', '', 0]])
  })

  test('statements end one by one, with their own output', () => {
    expect(outcome('echo one; echo two\necho three')).toEqual([
      ['one\n', '', 0],
      ['two\n', '', 0],
      ['three\n', '', 0],
    ])
  })

  test('the exit code of a statement is in $?', () => {
    expect(outcome('false\necho $?\necho $?')).toEqual([
      ['', '', 1],
      ['1\n', '', 0],
      ['0\n', '', 0],
    ])
  })

  test('files keep what was written and appended to them', () => {
    expect(outcome('echo a > f; echo b >> f; cat f; wc -l < f')).toEqual([
      ['', '', 0],
      ['', '', 0],
      ['a\nb\n', '', 0],
      ['2\n', '', 0],
    ])
  })

  test.each([
    ['exit 3\necho never', [['', '', 3]]],
    [
      'false\nexit\necho never',
      [
        ['', '', 1],
        ['', '', 1],
      ],
    ],
    ['exit 257; echo never', [['', '', 1]]],
    ['exit -1', [['', '', 255]]],
    ['true && exit 4\necho never', [['', '', 4]]],
    [
      'exit 5 | cat\necho on',
      [
        ['', '', 0],
        ['on\n', '', 0],
      ],
    ],
    ['exit abc\necho never', [['', 'bash: line 1: exit: abc: numeric argument required\n', 2]]],
    [
      'exit 1 2\necho on',
      [
        ['', 'bash: line 1: exit: too many arguments\n', 1],
        ['on\n', '', 0],
      ],
    ],
  ])('a script ends where it says so: %j', (script, outcomes) => {
    expect(outcome(script)).toEqual(outcomes)
  })

  test('>key1:no1 makes an empty file of that name, as a pasted transcript does', () => {
    expect(outcome('>key1:no1\nls key1:no1')).toEqual([
      ['', '', 0],
      ['key1:no1\n', '', 0],
    ])
  })

  test('the notes: a comment behind the backslash cuts the command in three', () => {
    expect(
      outcome('echo \\\n--create \\ # 명시\n--bootstrap-server host:9092 \\ # 지정\n--topic hello.kafka # 토픽'),
    ).toEqual([
      ['--create  # 명시\n', '', 0],
      ['', 'bash: line 3: --bootstrap-server: command not found\n', 127],
      ['', 'bash: line 4: --topic: command not found\n', 127],
    ])
  })

  test('variables last in the terminal that set them', () => {
    expect(outcome('TOPIC=hello.kafka\necho $TOPIC\nexport A="b c"\necho "$A"').map(([stdout]) => stdout)).toEqual([
      '',
      'hello.kafka\n',
      '',
      'b c\n',
    ])
  })

  test('a bracket that is never closed is a syntax error and nothing runs', () => {
    const [finished] = workstationBench().script('echo a; )')
    expect(finished?.exitCode).toBe(2)
    expect(finished?.stderr).toMatch(/^bash: .*syntax error/)
  })
})

describe('at a terminal', () => {
  test('a command is echoed behind the prompt, its output follows', () => {
    const bench = workstationBench({ tty: true })
    bench.type('echo hello')
    expect(bench.terminal.screen).toBe('$ echo hello\nhello\n')
  })

  test('an open quote and a trailing backslash ask for more', () => {
    const bench = workstationBench({ tty: true })
    bench.type("echo 'a")
    bench.type("b'")
    bench.type('echo \\')
    bench.type('c')
    expect(bench.terminal.screen).toBe("$ echo 'a\n> b'\na\nb\n$ echo \\\n> c\nc\n")
  })

  test('an unknown command is named without a line number', () => {
    const bench = workstationBench({ tty: true })
    bench.type('kafka-topic.sh')
    expect(bench.terminal.screen).toContain('bash: kafka-topic.sh: command not found\n')
  })

  test('Ctrl-C drops what was typed and keeps the shell', () => {
    const bench = workstationBench({ tty: true })
    bench.type("echo 'a")
    bench.interrupt()
    bench.type('echo b')
    expect(bench.terminal.screen).toBe("$ echo 'a\n^C\n$ echo b\nb\n")
  })

  test('Ctrl-C while a tool starts ends it with 130, and the rest of the script is dropped', () => {
    const bench = workstationBench({ tty: true })
    bench.type('kafka-topics.sh --list\necho never')
    bench.run(100)
    bench.interrupt()
    bench.type('echo $?')
    expect(bench.terminal.screen).toMatch(/\^C\n\$ echo \$\?\n130\n$/)
    expect(bench.terminal.screen).not.toContain('\nnever')
  })

  test('Ctrl-C reaches every process of a pipeline at once: a filter at its end dies of it too', () => {
    const bench = workstationBench({ tty: true })
    bench.type('kafka-topics.sh --bootstrap-server localhost:9092 --list | sort')
    bench.run(3_000)
    bench.interrupt()
    bench.run(1_000)
    expect(bench.terminal.finished.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([['', 130]])
  })

  test('lines typed while a tool runs that reads nothing are the next commands', () => {
    const bench = workstationBench({ tty: true })
    bench.type('kafka-topics.sh --version')
    bench.type('echo next')
    bench.run()
    expect(bench.terminal.finished.map(({ command, stdout }) => [command, stdout])).toEqual([
      ['kafka-topics.sh --version', '4.3.1\n'],
      ['echo next', 'next\n'],
    ])
  })
})

describe('tools in a shell', () => {
  test('a tool takes about a second to come up', () => {
    const bench = workstationBench()
    bench.type('kafka-topics.sh --version')
    bench.run(900)
    expect(bench.terminal.finished).toEqual([])
    bench.run(200)
    expect(bench.terminal.finished.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([['4.3.1\n', 0]])
  })

  test.each([
    'kafka-topics.sh',
    'kafka-topics',
    'bin/kafka-topics.sh',
    './bin/kafka-topics.sh',
    '/tmp/kafka/bin/kafka-topics.sh',
  ])('%s is found', (name) => {
    expect(outcome(`${name} --version`)).toEqual([['4.3.1\n', '', 0]])
  })

  test('from another folder bin/ leads nowhere', () => {
    expect(outcome('cd /tmp\nbin/kafka-topics.sh --list')).toEqual([
      ['', '', 0],
      ['', 'bash: line 2: bin/kafka-topics.sh: No such file or directory\n', 127],
    ])
  })

  test('its output goes through a pipe or into a file', () => {
    expect(outcome('kafka-topics.sh --version | wc -c\nkafka-topics.sh --version > v\ncat v')).toEqual([
      ['6\n', '', 0],
      ['', '', 0],
      ['4.3.1\n', '', 0],
    ])
  })
})

describe('time in a shell', () => {
  test('sleep takes simulated time', () => {
    const bench = workstationBench()
    bench.type('sleep 1.5; echo awake')
    bench.run(1_400)
    expect(bench.terminal.finished).toEqual([])
    bench.run(200)
    expect(bench.terminal.finished.map(({ stdout }) => stdout)).toEqual(['', 'awake\n'])
  })

  test('timeout ends a program that is still starting, or that waits for a cluster', () => {
    const [early] = workstationBench().script('timeout 0.5 kafka-topics.sh --version')
    expect([early?.stdout, early?.exitCode]).toEqual(['', 124])
    const [late] = workstationBench().script('timeout 5s kafka-topics.sh --bootstrap-server localhost:9092 --list')
    expect([late?.stdout, late?.exitCode]).toEqual(['', 124])
    const [inTime] = workstationBench().script('timeout 5 kafka-topics.sh --version')
    expect([inTime?.stdout, inTime?.exitCode]).toEqual(['4.3.1\n', 0])
  })

  test('a terminal opened again is not woken by what ran in the closed one of its name', () => {
    const { world } = workstationBench()
    const command = (body: object) =>
      deliverCommand(world, WORKSTATION_NODE, { terminal: 't2', ...body } as unknown as Command)
    const runFor = (ms: number) => run(world, { untilUs: world.nowUs + ms * 1000 })
    command({ type: 'OpenTerminal', tty: false })
    command({ type: 'TypeLine', text: 'sleep 5' })
    runFor(3_000)
    command({ type: 'CloseTerminal' })
    command({ type: 'OpenTerminal', tty: false })
    command({ type: 'TypeLine', text: 'sleep 5; echo awake' })
    runFor(4_000)
    const terminal = (nodeOf(world, WORKSTATION_NODE).state as WorkstationState).terminals.get('t2')
    expect(terminal?.finished).toEqual([])
    runFor(1_500)
    expect(terminal?.finished.length).toBe(2)
  })

  test('an endless loop that was closed does not hurry the terminal that takes its name', () => {
    const { world } = workstationBench()
    const command = (body: object) =>
      deliverCommand(world, WORKSTATION_NODE, { terminal: 't2', ...body } as unknown as Command)
    const loop = () => {
      command({ type: 'OpenTerminal', tty: false })
      command({ type: 'TypeLine', text: 'n=0; while true; do n=$((n+1)); done' })
    }
    const counted = () => {
      const { terminals } = nodeOf(world, WORKSTATION_NODE).state as WorkstationState
      return Number(mainShellOf(terminals.get('t2') as TerminalState).variables.get('n'))
    }
    loop()
    run(world, { untilUs: 95_000 })
    const alone = counted()
    command({ type: 'CloseTerminal' })
    loop()
    run(world, { untilUs: 190_000 })
    expect(counted()).toBe(alone)
  })

  test('a name that every object has is no program', () => {
    expect(outcome('toString')).toEqual([['', 'bash: line 1: toString: command not found\n', 127]])
  })
})
