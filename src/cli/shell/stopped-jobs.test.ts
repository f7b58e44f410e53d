// Ctrl-Z, fg, bg and their kin, with the words that bash 5.2 printed for the same keys.
import { describe, expect, test } from 'vitest'
import { workstationBench } from '../../testing/workstation-bench.ts'

/** Keys one after the other; what stands on the screen then. `^Z` and `^C` are keys, a number is a wait in milliseconds. */
function screenAfter(...keys: readonly (string | number)[]): string {
  const bench = workstationBench({ tty: true })
  for (const key of keys) {
    if (key === '^Z') bench.suspend()
    else if (key === '^C') bench.interrupt()
    else if (key === '^D') bench.endOfInput()
    else if (typeof key === 'number') bench.run(key)
    else bench.type(key)
    if (typeof key === 'string') bench.run(1)
  }
  return bench.terminal.screen.replace(/\b2\d\d\d\b/g, 'PID')
}

describe('what Ctrl-Z stops is a job', () => {
  test('jobs shows it, bg lets it go on, and its end is told before the next prompt', () => {
    expect(screenAfter('sleep 50', '^Z', 30_000, 'jobs', 'bg', 'jobs', 21_000, '')).toBe(`$ sleep 50
^Z
[1]+  Stopped                 sleep 50
$ jobs
[1]+  Stopped                 sleep 50
$ bg
[1]+ sleep 50 &
$ jobs
[1]+  Running                 sleep 50 &
$ 
[1]+  Done                    sleep 50
`)
  })

  test('what falls due meanwhile is due when it goes on: a sleep that is over by then ends at once', () => {
    expect(screenAfter('sleep 50 && echo late', '^Z', 30_000, 'jobs', 40_000, 'fg', 1, 'echo $?')).toMatch(
      /\$ jobs\n\[1\]\+ {2}Stopped +sleep 50\n\$ fg\nsleep 50\n\$ echo \$\?\n0\n$/,
    )
  })

  test('fg brings it back, and Ctrl-Z stops it again; its exit code is that of the signal', () => {
    expect(screenAfter('sleep 50', '^Z', 'fg', '^Z', 'echo $?', 'fg %1', '^C', 'jobs')).toBe(`$ sleep 50
^Z
[1]+  Stopped                 sleep 50
$ fg
sleep 50
^Z
[1]+  Stopped                 sleep 50
$ echo $?
148
$ fg %1
sleep 50
^C
$ jobs
`)
  })

  test('pipelines as a whole, with -l for each of them, and which is meant by + and -', () => {
    const shown = screenAfter(
      'sleep 50',
      '^Z',
      'sleep 60 | cat',
      '^Z',
      'sleep 70 &',
      'jobs',
      'bg %2',
      'jobs',
      'bg',
      'bg',
    )
    expect(shown.slice(shown.indexOf('$ jobs'))).toBe(`$ jobs
[1]-  Stopped                 sleep 50
[2]+  Stopped                 sleep 60 | cat
[3]   Running                 sleep 70 &
$ bg %2
[2]+ sleep 60 | cat &
$ jobs
[1]+  Stopped                 sleep 50
[2]   Running                 sleep 60 | cat &
[3]-  Running                 sleep 70 &
$ bg
[1]+ sleep 50 &
$ bg
bash: bg: job 3 already in background
`)
  })

  test('what stands behind it goes on as after a command that failed, and a loop is left', () => {
    const lines = ['sleep 52; echo next', '^Z', 'sleep 53 && echo no', '^Z', 'sleep 54 || echo yes', '^Z']
    const loop = ['for i in 1 2; do sleep 5$i; echo $i; done', '^Z', '(sleep 50; echo a)', '^Z']
    expect(screenAfter(...lines, ...loop, 'f() { sleep 51; echo after; }', 'f', '^Z')).toBe(`$ sleep 52; echo next
^Z
[1]+  Stopped                 sleep 52
next
$ sleep 53 && echo no
^Z
[2]+  Stopped                 sleep 53
$ sleep 54 || echo yes
^Z
[3]+  Stopped                 sleep 54
yes
$ for i in 1 2; do sleep 5$i; echo $i; done
^Z
[4]+  Stopped                 sleep 5$i
$ (sleep 50; echo a)
^Z
[5]+  Stopped                 ( sleep 50; echo a )
$ f() { sleep 51; echo after; }
$ f
^Z
[6]+  Stopped                 sleep 51
after
`)
  })

  test('a shell that waits for a line, or reads one, takes no notice', () => {
    expect(screenAfter('^Z', 'echo a', 'read x', '^Z', 'b', 'echo $x')).toBe(
      '$ echo a\na\n$ read x\n^Zb\n$ echo $x\nb\n',
    )
  })
})

describe('signals', () => {
  test('STOP and CONT by job; the stop is told before the next prompt, and -l says what stopped it', () => {
    expect(screenAfter('sleep 50 &', 'kill -STOP %1', 'jobs -l', 'kill -CONT %1', 'jobs')).toBe(`$ sleep 50 &
[1] PID
$ kill -STOP %1

[1]+  Stopped                 sleep 50
$ jobs -l
[1]+  PID Stopped (signal)        sleep 50
$ kill -CONT %1
$ jobs
[1]+  Running                 sleep 50 &
`)
  })

  test('a stopped process that is to end notices it when it goes on; bash has its own jobs go on for that', () => {
    const byPid = screenAfter('sleep 50 &', 'kill -STOP $!', 'kill $!', 'jobs', 'fg')
    expect(byPid.slice(byPid.indexOf('$ jobs'))).toBe(`$ jobs
[1]+  Stopped                 sleep 50
$ fg
sleep 50
Terminated
`)
    expect(screenAfter('sleep 50', '^Z', 'kill %1')).toContain('$ kill %1\n[1]+  Terminated              sleep 50\n')
    expect(screenAfter('sleep 50', '^Z', 'kill -9 %1')).toContain('[1]+  Killed                  sleep 50\n')
  })

  test('kill names and numbers them as Linux does', () => {
    expect(screenAfter('kill -l STOP CONT 20 143')).toBe('$ kill -l STOP CONT 20 143\n19\n18\nTSTP\nTERM\n')
    expect(screenAfter('kill -l')).toContain(' 1) SIGHUP\t 2) SIGINT\t 3) SIGQUIT\t 4) SIGILL\t 5) SIGTRAP\n')
    expect(screenAfter('kill -FOO 1')).toContain('bash: kill: FOO: invalid signal specification\n')
    expect(screenAfter('kill -USR1 1')).toContain('this simulator does not model this signal')
    expect(screenAfter('sleep 9 &', 'kill -0 $! && echo there', 'kill -0 77')).toContain(
      'there\n$ kill -0 77\nbash: kill: (77) - No such process\n',
    )
  })

  test('who reads the keyboard in the background is stopped, and reads once it is in the foreground', () => {
    expect(screenAfter('cat &', '', 'jobs -l', 'fg', 'hello', '^D', 'echo $?')).toBe(`$ cat &
[1] PID
$ 

[1]+  Stopped                 cat
$ jobs -l
[1]+  PID Stopped (tty input)     cat
$ fg
cat
hello
hello
$ echo $?
0
`)
  })

  test('timeout stands still with its command', () => {
    expect(screenAfter('timeout 5 sleep 9', '^Z', 20_000, 'fg', 10, 'echo $?')).toContain(
      '$ fg\ntimeout 5 sleep 9\n$ echo $?\n124\n',
    )
  })
})

describe('which job is meant', () => {
  test('by number, by the words it begins with or holds; what is none is said', () => {
    const shown = screenAfter(
      'sleep 50',
      '^Z',
      'sleep 51',
      '^Z',
      'fg %sl',
      'fg %?51',
      '^Z',
      'fg %-',
      '^Z',
      'jobs',
      'fg %9',
      'bg x',
    )
    expect(shown.slice(shown.indexOf('$ fg'))).toBe(`$ fg %sl
bash: fg: sl: ambiguous job spec
$ fg %?51
sleep 51
^Z
[2]+  Stopped                 sleep 51
$ fg %-
sleep 50
^Z
[1]+  Stopped                 sleep 50
$ jobs
[1]+  Stopped                 sleep 50
[2]-  Stopped                 sleep 51
$ fg %9
bash: fg: %9: no such job
$ bg x
bash: bg: x: no such job
`)
    expect(screenAfter('fg', 'bg')).toBe('$ fg\nbash: fg: current: no such job\n$ bg\nbash: bg: current: no such job\n')
  })

  test('wait does not wait for a stopped one, and disown lets go of it', () => {
    expect(screenAfter('sleep 50', '^Z', 'wait %1', 'echo $?', 'wait', 'disown', 'jobs')).toBe(`$ sleep 50
^Z
[1]+  Stopped                 sleep 50
$ wait %1
bash: warning: wait_for_job: job 1 is stopped
$ echo $?
148
$ wait
bash: wait: warning: job 1[PID] stopped
$ disown
bash: warning: deleting stopped job 1 with process group PID
$ jobs
`)
  })
})

test('exit is refused once while there are stopped jobs; the second takes them along', () => {
  expect(screenAfter('sleep 50', '^Z', 'exit', 'echo hi', 'exit', 'jobs', 'exit', 'ps')).toMatch(
    /exit\nThere are stopped jobs\.\n\$ echo hi\nhi\n\$ exit\nexit\nThere are stopped jobs\.\n\$ jobs\n.*\n\$ exit\nexit\n(?!There)(?:.*\n)*\$ ps\n(?!.*sleep)/,
  )
})

test('ps tells a stopped process by its state', () => {
  expect(screenAfter('sleep 50', '^Z', 'ps -o stat,args')).toMatch(/\nT +sleep 50\n/)
})
