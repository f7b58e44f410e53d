// The machine that the notes are read on: what its commands say of the servers that run, and what they do to them.

import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { nodeOf } from '../../engine/processes.ts'
import { type Era, emptyCluster, oneBroker } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { simulatorModel } from '../model.ts'
import { withoutOwnVoice } from '../own-voice.ts'

function played(spec: ReturnType<typeof oneBroker>, ...lines: string[]) {
  const world = simulatorModel.create(spec, 1)
  const { commands } = runScript(world, `${lines.join('\n')}\n`)
  return { commands, status: (id: string) => nodeOf(world, id).status, last: commands.at(-1) }
}

const outcome = (script: string) => {
  const finished = workstationBench().script(script)
  return {
    stdout: finished.map(({ stdout }) => stdout).join(''),
    stderr: finished.map(({ stderr }) => stderr).join(''),
    exitCode: finished.at(-1)?.exitCode,
  }
}

describe('who runs', () => {
  test('jps lists the servers of the machine, then itself', () => {
    const { last } = played(oneBroker('kafka-2.5'), 'jps')
    expect(last?.stdout).toMatch(/^301 QuorumPeerMain\n601 Kafka\n\d+ Jps\n$/)
    expect(played(oneBroker('kafka-4'), 'jps').last?.stdout).toMatch(/^401 Kafka\n601 Kafka\n\d+ Jps\n$/)
  })

  test('a tool in the background is a virtual machine with its class', () => {
    const { last } = played(
      oneBroker('kafka-2.5'),
      'bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic t &',
      'sleep 2',
      'jps -lm | grep Console',
    )
    expect(last?.stdout).toMatch(/^\d+ kafka\.tools\.ConsoleConsumer --bootstrap-server localhost:9092 --topic t\n$/)
  })

  test('ps lists what this terminal runs, and ps -ef the servers too', () => {
    expect(outcome('sleep 5 & ps').stdout).toBe(
      '  PID TTY          TIME CMD\n 2001 pts/0    00:00:00 bash\n 2002 pts/0    00:00:00 sleep\n 2003 pts/0    00:00:00 ps\n',
    )
    const { last } = played(oneBroker('kafka-2.5'), 'ps -ef | grep kafka.Kafka | grep -v grep')
    expect(last?.stdout).toMatch(
      /^root {7}601 {5}1 {2}0 00:00 \? {8}00:00:00 java -Xmx1G .* kafka\.Kafka config\/broker-1\.properties\n$/,
    )
  })

  test('the number a job is told to have is the one that $! and jps have', () => {
    const { last } = played(
      oneBroker('kafka-2.5'),
      'bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic t & sleep 2',
      'jps | grep "^$! "',
    )
    expect(last?.stdout).toMatch(/ ConsoleConsumer\n$/)
  })

  test.each([
    ['ps -Q', 'ps: -Q: this simulator does not model this option\n', 1],
    ['jps -Z', expect.stringMatching(/^illegal argument: -Z\nusage: jps \[--help\]/), 1],
    ['pgrep', "pgrep: no matching criteria specified\nTry `pgrep --help' for more information.\n", 2],
  ])('%s is refused', (line, stderr, exitCode) => {
    expect(outcome(line)).toEqual({ stdout: '', stderr, exitCode })
  })
})

describe('kill reaches servers by their numbers', () => {
  test('as notes do it: jps, grep, awk, kill', () => {
    const { status } = played(oneBroker('kafka-2.5'), "kill $(jps | grep Kafka | awk '{print $1}')", 'sleep 10')
    expect(status('broker-1')).toBe('stopped')
    expect(status('zookeeper-1')).toBe('running')
  })

  test('kill -9 leaves a broker no time to say goodbye', () => {
    const { status, commands } = played(emptyCluster('kafka-4'), 'kill -9 602', 'kill -9 602')
    expect(status('broker-2')).toBe('killed')
    expect(commands[1]).toMatchObject({ stderr: 'bash: line 2: kill: (602) - No such process\n', exitCode: 1 })
  })

  test('pkill ends them by their command lines', () => {
    const { status } = played(emptyCluster('kafka-2.5'), 'pkill -9 -f kafka.Kafka')
    expect(['broker-1', 'broker-2', 'broker-3', 'zookeeper-1'].map(status)).toEqual([
      ...['killed', 'killed', 'killed', 'running'],
    ])
  })

  test('what another terminal runs, too', () => {
    const world = simulatorModel.create(oneBroker('kafka-2.5'), 1)
    for (const terminal of ['one', 'two'])
      simulatorModel.applyCommand(world, { type: 'OpenTerminal', terminal, tty: true })
    simulatorModel.applyCommand(world, { type: 'TypeLine', terminal: 'one', text: 'sleep 1000' })
    const { commands } = runScript(world, 'pgrep sleep\nkill $(pgrep sleep)\nsleep 1\npgrep sleep\n')
    expect(commands.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 1])
  })
})

describe('who listens', () => {
  test.each<[Era]>([['kafka-2.5'], ['kafka-4']])('nc -z and telnet’s likes answer by what runs (%s)', (era) => {
    const { commands } = played(
      oneBroker(era),
      'nc -zv localhost 9092',
      'kill -9 601',
      'nc -zv localhost 9092',
      'nc -z localhost 9092',
      'nc -zv nohost.x 1',
    )
    expect(commands.map(({ stderr, exitCode }) => [stderr, exitCode])).toEqual([
      ['Connection to localhost (127.0.0.1) 9092 port [tcp/*] succeeded!\n', 0],
      ['', 0],
      ['nc: connect to localhost (127.0.0.1) port 9092 (tcp) failed: Connection refused\n', 1],
      ['', 1],
      ['nc: getaddrinfo for host "nohost.x" port 1: Name or service not known\n', 1],
    ])
  })

  test('curl is told what it would be: nobody, an unknown name, or a broker that hangs up', () => {
    const { commands } = played(
      oneBroker('kafka-2.5'),
      'curl localhost:8083/connectors',
      'curl -s localhost:8083/connectors',
      'curl -sS http://nohost.x/',
      'curl -X GET -H "Accept: application/json" http://localhost:9092/',
      'curl --bogus x',
      'curl',
    )
    const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n"
    expect(commands.map(({ stderr, exitCode }) => [stderr, exitCode])).toEqual([
      ["curl: (7) Failed to connect to localhost port 8083 after 0 ms: Couldn't connect to server\n", 7],
      ['', 7],
      ['curl: (6) Could not resolve host: nohost.x\n', 6],
      ['curl: (52) Empty reply from server\n', 52],
      [`curl: option --bogus: is unknown\n${hint}`, 2],
      [hint, 2],
    ])
  })

  test('ss and netstat list listeners with the processes behind them', () => {
    const { commands } = played(oneBroker('kafka-2.5'), 'ss -tlnp | grep 9092', 'netstat -tlnp | grep 9092')
    expect(commands[0]?.stdout).toContain('users:(("java",pid=601,fd=131))')
    expect(commands[1]?.stdout).toMatch(/^tcp6 .* :::9092 .* LISTEN {6}601\/java/)
  })
})

describe('the notes begin with set-up commands, which leave behind what the next one needs', () => {
  test('a download, an archive, its folder, and Kafka’s tools in it', () => {
    const { commands } = played(
      oneBroker('kafka-2.5'),
      'sudo yum install -y java-1.8.0-openjdk-devel.x86_64',
      'java -version',
      'wget https://archive.apache.org/dist/kafka/2.5.0/kafka_2.12-2.5.0.tgz',
      'tar xvf kafka_2.12-2.5.0.tgz | head -n 1',
      'cd kafka_2.12-2.5.0',
      'bin/kafka-topics.sh --create --bootstrap-server my-kafka:9092 --topic hello.kafka',
      'cd ..; rm kafka_2.12-2.5.0; ls',
    )
    expect(commands.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(commands[0]?.stderr).toMatch(/^simulator: Nothing to do: /)
    expect(commands[1]?.stderr).toMatch(/^openjdk version "1\.8\.0_/)
    expect(withoutOwnVoice(commands[3]?.stderr ?? '')).toBe('')
    expect(commands[3]?.stdout).toBe('kafka_2.12-2.5.0/\n')
    expect(commands[5]?.stdout).toContain('Created topic hello.kafka.')
    expect(commands.at(-1)?.stdout).toBe('bin\nconfig\nkafka_2.12-2.5.0.tgz\nlibs\nlogs\n')
  })

  test('an archive that nobody fetched cannot be opened, and what is elsewhere on the network is not there', () => {
    expect(outcome('tar xzf kafka.tgz')).toMatchObject({
      stderr: expect.stringContaining('tar (child): kafka.tgz: Cannot open: No such file or directory\n'),
      exitCode: 2,
    })
    expect(outcome('wget https://example.com/data.csv')).toEqual({
      stdout: '',
      stderr: 'simulator: Nothing can be fetched from https://example.com/data.csv: there is no network here.\n',
      exitCode: 4,
    })
  })

  test('ssh leads to this same machine, and exit comes back', () => {
    const bench = workstationBench({ tty: true })
    bench.type('ssh ec2-user@my-kafka\nhostname\nexit\nhostname')
    bench.run()
    expect(bench.terminal.screen).toBe(
      `$ ssh ec2-user@my-kafka
simulator: my-kafka is this same workstation. exit comes back.
[ec2-user@my-kafka kafka]$ hostname
my-kafka
[ec2-user@my-kafka kafka]$ exit
logout
Connection to my-kafka closed.
$ hostname
workstation
`,
    )
    expect(outcome('ssh nohost.x')).toMatchObject({
      stderr: 'ssh: Could not resolve hostname nohost.x: Name or service not known\n',
      exitCode: 255,
    })
    expect(outcome('ssh my-kafka "echo a; echo b" | wc -l').stdout).toBe('2\n')
  })

  test.each([
    'docker exec -it broker-1 kafka-topics --bootstrap-server localhost:9092 --list',
    "docker exec kafka bash -c 'kafka-topics.sh --bootstrap-server localhost:9092 --list'",
    'docker compose exec kafka /opt/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9092 --list',
    'kubectl exec -it kafka-0 -n kafka -- /opt/bitnami/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9092 --list',
  ])('%s runs what stands in it', (line) => {
    const create = 'bin/kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello'
    const { last } = played(oneBroker('kafka-2.5'), create, line)
    expect(last).toMatchObject({ stdout: 'hello\n', exitCode: 0 })
    expect(last?.stderr).toMatch(/^simulator: .* is this same workstation, and runs this here\.\n$/)
  })

  test('a container that there is not, and one that does not run', () => {
    const { commands } = played(
      oneBroker('kafka-2.5'),
      'docker exec web ls',
      'docker stop broker-1',
      'sleep 10',
      'docker exec broker-1 ls',
      'docker compose up -d',
      'sleep 10',
      'docker ps | grep -c broker-1',
    )
    expect(withoutOwnVoice(commands[0]?.stderr ?? '')).toBe('Error response from daemon: No such container: web\n')
    expect(commands[3]?.stderr).toBe('Error response from daemon: container broker-1 is not running\n')
    expect(commands.at(-1)?.stdout).toBe('1\n')
  })

  test.each<[Era]>([['kafka-2.5'], ['kafka-4']])('systemctl stops and starts the servers behind a unit (%s)', (era) => {
    const { commands, status } = played(
      oneBroker(era),
      'systemctl is-active kafka',
      'sudo systemctl stop broker-1',
      'sleep 10',
      'systemctl status broker-1',
      'sudo systemctl start kafka',
      'sleep 20',
      'systemctl status kafka | grep Active',
      'systemctl start nginx',
    )
    expect(commands[0]?.stdout).toBe('active\n')
    expect(commands[3]).toMatchObject({ stdout: expect.stringContaining('Active: inactive (dead)'), exitCode: 3 })
    expect(commands[6]?.stdout).toBe('     Active: active (running)\n')
    expect(commands[7]).toMatchObject({
      stderr: 'Failed to start nginx.service: Unit nginx.service not found.\n',
      exitCode: 5,
    })
    expect(status('broker-1')).toBe('running')
  })

  test('systemctl restart waits for the end of what it stops', () => {
    const { last, status } = played(oneBroker('kafka-2.5'), 'sudo systemctl restart kafka', 'sleep 10', 'jps')
    expect(last?.stdout).toContain('601 Kafka\n')
    expect(status('broker-1')).toBe('running')
  })
})

describe('names', () => {
  // What bash 5.2 prints for the same lines.
  test.each([
    ['type cd ls if', 'cd is a shell builtin\nls is /usr/bin/ls\nif is a shell keyword\n', '', 0],
    ['type nosuch', '', 'bash: line 1: type: nosuch: not found\n', 1],
    ['f() { echo hi; }; type -t cd ls if f nosuch', 'builtin\nfile\nkeyword\nfunction\n', '', 1],
    ['command -v cd ls if', 'cd\n/usr/bin/ls\nif\n', '', 0],
    ['command -v nosuch || echo no', 'no\n', '', 0],
    ['echo() { printf no; }; command echo yes', 'yes\n', '', 0],
    ['type -a echo', 'echo is a shell builtin\necho is /usr/bin/echo\n', '', 0],
    ['alias a="x y"; alias; alias a', "alias a='x y'\nalias a='x y'\n", '', 0],
    ['alias nope', '', 'bash: line 1: alias: nope: not found\n', 1],
    ['unalias nope', '', 'bash: line 1: unalias: nope: not found\n', 1],
    ['unalias', '', 'unalias: usage: unalias [-a] name [name ...]\n', 2],
    ['printenv HOME; printenv NOPE; echo $?', '/root\n1\n', '', 0],
    ['env -i A=1 B=2', 'A=1\nB=2\n', '', 0],
    ['env A=1 printenv A; echo "[$A]"', '1\n[]\n', '', 0],
    ['env nosuch', '', 'env: ‘nosuch’: No such file or directory\n', 127],
    ['env -x', '', "env: invalid option -- 'x'\nTry 'env --help' for more information.\n", 125],
    ['uname; uname -m; id; id -u', 'Linux\nx86_64\nuid=0(root) gid=0(root) groups=0(root)\n0\n', '', 0],
    ['uname -Q', '', "uname: invalid option -- 'Q'\nTry 'uname --help' for more information.\n", 1],
  ])('%s', (line, stdout, stderr, exitCode) => {
    expect(outcome(line)).toEqual({ stdout, stderr, exitCode })
  })

  test('an alias is put in where a line is typed, and in no script', () => {
    const bench = workstationBench({ tty: true })
    bench.type("alias e='echo an alias' sudo='sudo '\ne of echo | cat; \\e\nsudo e again; unalias e; type e")
    bench.run()
    expect(bench.terminal.screen).toContain(
      'an alias of echo\nbash: e: command not found\n$ sudo e again; unalias e; type e\nan alias again\nbash: type: e: not found\n',
    )
    expect(outcome('alias e=echo\ne hi').stderr).toBe('bash: line 2: e: command not found\n')
  })

  test('a word close to a command there is, is answered with that command', () => {
    expect(outcome('kafak-topics.sh --list').stderr).toBe(
      'bash: line 1: kafak-topics.sh: command not found\nsimulator: Did you mean kafka-topics.sh?\n',
    )
    expect(outcome('bin/kafka-topcs.sh').stderr).toBe(
      'bash: line 1: bin/kafka-topcs.sh: No such file or directory\nsimulator: Did you mean bin/kafka-topics.sh?\n',
    )
    expect(outcome('qwertyuiop').stderr).toBe('bash: line 1: qwertyuiop: command not found\n')
  })
})
