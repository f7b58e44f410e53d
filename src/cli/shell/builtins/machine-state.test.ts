// Laid out as lsof 4.95 and procps 4.0.2 have it. What is not simulated is 0, and said to be.
import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

function at(lines: string) {
  return runScript(simulatorModel.create(emptyCluster(), 1), `${lines}\n`)
}

const NOT_MEASURED = 'simulator: Memory, processor time and load are not simulated: 0 stands for them.\n'

test('lsof finds who listens: a broker that was killed does so no more', () => {
  expect(at('lsof -i :9092').stdout).toBe(`COMMAND PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
java    601 root  131u  IPv6      0      0t0  TCP *:9092 (LISTEN)
`)
  expect(at('kill -9 $(lsof -t -i:9092); sleep 1; lsof -i :9092; echo $?').stdout).toBe('1\n')
  expect(at('lsof -nP -iTCP:9093 -sTCP:LISTEN | wc -l').stdout).toBe('2\n')
  expect(at('lsof').stderr).toMatch(/^simulator: lsof shows listening ports alone here/)
})

test('top counts and lists what runs, and says which of its figures are none', () => {
  const { stdout, stderr } = at('kill -STOP 602; top -b -n1')
  expect(stderr).toBe(NOT_MEASURED)
  expect(stdout).toContain('Tasks:   8 total,   1 running,   6 sleeping,   1 stopped,   0 zombie\n')
  expect(stdout).toContain('    602 root      20   0       0      0      0 T   0.0   0.0   0:00.00 java\n')
  expect(at('timeout 7 top -b -n 2 -d 1 | grep -c ^Tasks').stdout).toBe('2\n')
})

test('free and uptime', () => {
  const { stdout, stderr } = at('free')
  expect(stdout).toBe(`               total        used        free      shared  buff/cache   available
Mem:               0           0           0           0           0           0
Swap:              0           0           0
`)
  expect(stderr).toBe(NOT_MEASURED)
  expect(at('sleep 130; uptime -p').stdout).toBe('up 2 minutes\n')
  expect(at('sleep 130; uptime').stdout).toMatch(
    /^ 00:02:\d\d up 2 min, {2}1 user, {2}load average: 0.00, 0.00, 0.00\n$/,
  )
})

test('names of the cluster all lead here, and the system is the one whose programs these are', () => {
  expect(at('grep -w kafka1 /etc/hosts').stdout).toBe('127.0.0.1\tmy-kafka host host.name kafka kafka1 broker\n')
  expect(at('. /etc/os-release; echo $PRETTY_NAME').stdout).toBe('Debian GNU/Linux 12 (bookworm)\n')
  expect(at('echo x > /etc/hosts').stderr).toBe('bash: line 1: /etc/hosts: Read-only file system\n')
})

test('stat has no times to tell', () => {
  expect(at('stat config').stdout).toBe(`  File: config
  Size: 4096      \tBlocks: 8          IO Block: 4096   directory
Device: -\tInode: -           Links: 2
Access: (0755/drwxr-xr-x)  Uid: (    0/    root)   Gid: (    0/    root)
Access: -
Modify: -
Change: -
 Birth: -
`)
})

test('man opens our own words, and says that they are', () => {
  const { stdout, stderr } = at('man kafka-topics')
  expect(stdout).toMatch(
    /^NAME\n {7}kafka-topics.sh - Creates, lists, .*\n\nOPTIONS\n {7}--alter\n {14}Give the topic more/,
  )
  expect(stderr).toBe('simulator: man kafka-topics: these are the simulator’s own words, not the manual itself.\n')
  expect(at('man nosuch').stderr).toBe('No manual entry for nosuch\n')
})
