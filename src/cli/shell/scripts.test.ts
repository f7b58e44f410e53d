import { describe, expect, test } from 'vitest'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { isIdle } from '../terminal-state.ts'

const outcome = (script: string, forMs?: number) => {
  const finished = workstationBench().script(script, forMs)
  return {
    stdout: finished.map(({ stdout }) => stdout).join(''),
    stderr: finished.map(({ stderr }) => stderr).join(''),
    exitCode: finished[finished.length - 1]?.exitCode,
  }
}

// What bash 5.2 prints for the same lines.
describe('scripts as bash runs them', () => {
  test.each<[string, string, number]>([
    ['for i in $(seq 1 3); do echo "message $i"; done', 'message 1\nmessage 2\nmessage 3\n', 0],
    ['for i in {1..3}; do echo -n $i; done', '123', 0],
    ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', '0\n1\n2\n', 0],
    ['until [ -f done ]; do echo making; touch done; done', 'making\n', 0],
    ['for ((i=0;i<3;i++)); do echo -n $i; done', '012', 0],
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n', 0],
    ['touch y1 z1 .h; echo [yz]* *1 \'x*\' n*e \\*; x=y*; echo "$x" $x', 'y1 z1 y1 z1 x* n*e *\ny* y1\n', 0],
    ['mkdir d; echo x > d/f; for p in d/*; do cat $p; done; echo */f', 'x\nd/f\n', 0],
    [
      'printf "a\\nb\\n" > f1; cp=1; echo c > f2; head -n 1 f1 f2; wc -l f1 f2; grep -n . f1 f2',
      '==> f1 <==\na\n\n==> f2 <==\nc\n2 f1\n1 f2\n3 total\nf1:1:a\nf1:2:b\nf2:1:c\n',
      0,
    ],
    [
      `yes | head -n 1; echo \${PIPESTATUS[@]}; echo \${PIPESTATUS[0]}; false | true | exit 3; echo \${PIPESTATUS[2]}`,
      'y\n141 0\n0\n3\n',
      0,
    ],
    ['seq 1 30 | grep -m 1 7; seq 1 30 | grep -m2 7; yes | grep -m 1 y', '7\n7\n17\ny\n', 0],
    ['case abc in a*) echo yes;; *) echo no;; esac', 'yes\n', 0],
    ['case b in a) echo a;& b) echo b;& c) echo c;; d) echo d;; esac', 'b\nc\n', 0],
    ['f() { local x=$1; echo "f $x $#"; return 3; }; x=outer; f a b; echo $? $x', 'f a 2\n3 outer\n', 0],
    ['{ echo 1; echo 2; } | while read l; do echo "got $l"; done', 'got 1\ngot 2\n', 0],
    ['while read a b; do echo "$b-$a"; done <<E\n1 2 3\nx y\nE', '2 3-1\ny-x\n', 0],
    ['IFS=, read p q <<< "1,2,3"; echo "$p|$q"', '1|2,3\n', 0],
    ['IFS=,; y=",1,2,,3,"; for w in $y; do echo "<$w>"; done', '<>\n<1>\n<2>\n<>\n<3>\n', 0],
    ['IFS=", "; y=" a , b,, c "; for w in x$y; do echo "<$w>"; done', '<x>\n<a>\n<b>\n<>\n<c>\n', 0],
    ['IFS=: read -r a b <<< ":x:"; IFS=, read -r c d <<< "1,2,,"; echo "$a|$b|$c|$d"', '|x|1|2,,\n', 0],
    ['set -- a "b c" ""; for w in $@ $*; do echo -n "<$w>"; done; IFS=-; echo "$*"', '<a><b><c><a><b><c>a-b c-\n', 0],
    ['seq 1 30000 | tr -d "\\n" | { read -r x; echo $x | wc -c; cat | wc -c; }', '138895\n0\n', 0],
    ['(seq 1 20000 | tr -d "\\n"; echo; seq 2) | while read -r l; do echo $l | wc -c; done', '88895\n2\n2\n', 0],
    ['for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done', '1a\n2a\n', 0],
    ['for i in 1 2; do for j in a b; do break 2; done; done; echo $i$j', '1a\n', 0],
    ['(exit 4); echo $?', '4\n', 0],
    ['x=1; (x=2; echo $x); echo $x', '2\n1\n', 0],
    ['echo "$(echo a; echo b)" `echo c`', 'a\nb c\n', 0],
    ['x=$(false); echo $?', '1\n', 0],
    ['! true; echo $?', '1\n', 0],
    ['[[ abc == a* && 3 -gt 2 ]] && echo ok', 'ok\n', 0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    ['x=outer; echo ${x#o} ${x/u/U} ${x:1:2} ${#x} ${n:-def} ${x^^}', 'uter oUter ut 5 def OUTER\n', 0],
    ['n=5; echo $(( n * 2 + 1 )) $((n++)) $n; (( n > 5 )) && echo big', '11 5 6\nbig\n', 0],
    ['set -- a "b c" d; for x; do echo "[$x]"; done; echo "$#"; shift; echo $1', '[a]\n[b c]\n[d]\n3\nb c\n', 0],
    ['{ echo e >&2; echo o; } > f 2>&1; cat f', 'e\no\n', 0],
    ['set -e; false || true; echo here; (exit 4); echo never', 'here\n', 4],
    ['set -o pipefail; false | true; echo $?', '1\n', 0],
    ['(echo a; sleep 2; echo late) & wait; echo waited', 'a\nlate\nwaited\n', 0],
    ['sleep 5 & kill %1; wait %1; echo w $?', 'w 143\n', 0],
    ['timeout -s KILL 1 sleep 5; echo $?', '137\n', 0],
    ['timeout -k 1 1 sleep 5; echo $?', '124\n', 0],
    ['timeout --preserve-status 1 sleep 5; echo $?', '143\n', 0],
    ['timeout --signal KILL --foreground 1 sleep 5; echo $?', '137\n', 0],
    ['set -u; echo $y; echo z', '', 127],
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: a script's own.
    ['echo ${y:?gone}; echo z', '', 127],
    ['(echo ${y:?gone}); echo $?', '1\n', 0],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: a script's own.
    ['sleep 2; echo $SECONDS; SECONDS=5; sleep 1; echo $SECONDS; SECONDS+=3; echo $SECONDS', '2\n6\n9\n', 0],
    ['echo $((1 / 0)); echo z', '', 1],
    ['echo a > /nowhere/f; echo $?', '1\n', 0],
    ['echo a | { read v; echo "[$v]"; }', '[a]\n', 0],
    ['eval "echo \\$((1+1))"', '2\n', 0],
  ])('%s', (script, stdout, exitCode) => {
    expect(outcome(script)).toMatchObject({ stdout, exitCode })
  })

  test.each<[string, string]>([
    ['echo a; )', "bash: line 1: syntax error near unexpected token `)'\nbash: line 1: `echo a; )'\n"],
    ['done', "bash: line 1: syntax error near unexpected token `done'\nbash: line 1: `done'\n"],
    ['echo a > \n', "bash: line 1: syntax error near unexpected token `newline'\nbash: line 1: `echo a > '\n"],
    ['[ a = ', "bash: line 1: [: missing `]'\n"],
    ['[ 1 -eq a ]', 'bash: line 1: [: a: integer expression expected\n'],
    ['set -u; echo $y; echo z', 'bash: line 1: y: unbound variable\n'],
    ['break', "bash: line 1: break: only meaningful in a `for', `while', or `until' loop\n"],
    ['local x=1', 'bash: line 1: local: can only be used in a function\n'],
    ['trap "echo bye" NONE', 'bash: line 1: trap: NONE: invalid signal specification\n'],
    ['timeout 1 trap', 'timeout: failed to run command ‘trap’: No such file or directory\n'],
    ['kill %3', 'bash: line 1: kill: %3: no such job\n'],
    ['timeout -v 1 sleep 3', 'timeout: sending signal TERM to command ‘sleep’\n'],
    ['timeout -s STOP 1 sleep 3', 'timeout: STOP: this simulator does not model this signal\n'],
    ['echo a > /nowhere/f', 'bash: line 1: /nowhere/f: No such file or directory\n'],
    ['echo a > f; echo b > f/g', 'bash: line 1: f/g: Not a directory\n'],
    ['echo a | sort -o /nowhere/f', 'sort: open failed: /nowhere/f: No such file or directory\n'],
    ['fg', 'bash: line 1: fg: no job control\n'],
    ['set -C', 'bash: line 1: set: -C: this simulator does not model this option\n'],
  ])('what bash says of %j', (script, stderr) => {
    expect(outcome(script).stderr).toBe(stderr)
  })

  test('a script with a syntax error ends there', () => {
    expect(workstationBench().script('echo a\ndone\necho never')).toHaveLength(2)
  })
})

describe('stages of a pipeline run at the same time', () => {
  test('who writes for ever ends when nobody reads any more', () => {
    expect(outcome('while true; do echo y; done | head -n 3', 1_000)).toMatchObject({
      stdout: 'y\ny\ny\n',
      exitCode: 0,
    })
  })

  test('what comes late goes through a filter at once', () => {
    const bench = workstationBench()
    bench.type('(echo a; sleep 1; echo b; sleep 1) | grep .')
    bench.run(500)
    expect(bench.terminal.stdout).toBe('a\n')
    bench.run(1_000)
    expect(bench.terminal.stdout).toBe('a\nb\n')
  })

  test('a writer waits while the pipe is full', () => {
    const bench = workstationBench()
    bench.type('while true; do echo hello; done | sleep 100')
    bench.run(300)
    const [pipe] = bench.terminal.pipes.values()
    const unread = pipe?.buffer.length ?? 0
    expect(unread).toBeGreaterThan(60_000)
    bench.run(5_000)
    expect(pipe?.buffer.length).toBeLessThan(66_000)
  })
})

describe('a loop without end', () => {
  test.each(['while true; do :; done', 'while true; do ls | cat; done > /dev/null'])(
    '%s takes simulated time, and Ctrl-C brings the prompt back',
    (script) => {
      const bench = workstationBench({ tty: true })
      bench.type(script)
      bench.run(300)
      expect(isIdle(bench.terminal)).toBe(false)
      bench.interrupt()
      bench.run(100)
      expect(isIdle(bench.terminal)).toBe(true)
      bench.type('echo $?')
      bench.run(100)
      expect(bench.terminal.screen.endsWith('130\n')).toBe(true)
    },
  )

  test('a function that calls itself without end is stopped', () => {
    expect(outcome('f() { f; }; f; echo never').stderr).toBe(
      'bash: line 1: f: maximum function nesting level exceeded (1000)\n',
    )
  })

  test('a world copied in the middle of it goes on as the one it was copied from', () => {
    const { world, type } = workstationBench()
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
    type('f() { while read l; do n=$((n+${#l})); done; }; for i in 1 2 3; do while true; do echo $i; done | f; done')
    run(world, { untilUs: world.nowUs + 25_000 })
    const copy = copyWorld(world)
    for (const each of [world, copy]) run(each, { untilUs: each.nowUs + 200_000 })
    expect(hashWorld(copy)).toBe(hashWorld(world))
  })
})

describe('at a terminal', () => {
  const typed = (...lines: string[]) => {
    const bench = workstationBench({ tty: true })
    for (const line of lines) bench.type(line)
    bench.run()
    return bench.terminal.screen
  }

  test.each([
    [['for i in 1 2; do', 'echo $i', 'done'], '$ for i in 1 2; do\n> echo $i\n> done\n1\n2\n'],
    [['echo a |', 'cat'], '$ echo a |\n> cat\na\n'],
    [['true &&', 'echo b'], '$ true &&\n> echo b\nb\n'],
    [['(', 'echo c', ')'], '$ (\n> echo c\n> )\nc\n'],
    [['f() {', 'echo d', '}', 'f'], '$ f() {\n> echo d\n> }\n$ f\nd\n'],
    [['if true', 'then echo e', 'fi'], '$ if true\n> then echo e\n> fi\ne\n'],
    [['cat <<E', 'f', 'E'], '$ cat <<E\n> f\n> E\nf\n'],
    [['echo $(', 'echo g', ')'], '$ echo $(\n> echo g\n> )\ng\n'],
  ])('a line that is not whole reads on: %j', (lines, screen) => {
    expect(typed(...lines)).toBe(screen)
  })

  test('a job is told of when it starts, and before the prompt after its end', () => {
    const bench = workstationBench({ tty: true })
    bench.type('sleep 1 &')
    bench.run(1_500)
    bench.type('true')
    expect(bench.terminal.screen).toMatch(/^\$ sleep 1 &\n\[1\] \d+\n\$ true\n\[1\]\+ {2}Done {20}sleep 1\n$/)
  })

  test.each([
    ['wait', ''],
    ['wait %1', '[1]+  Done                    sleep 1\n'],
    ['wait $!', '[1]+  Done                    sleep 1\n'],
  ])('a job that is waited for by %j ends with the words %j', (line, words) => {
    const bench = workstationBench({ tty: true })
    bench.type('sleep 1 &')
    bench.type(line)
    bench.run(1_500)
    expect(bench.terminal.screen.replace(/^.*\n\[1\] \d+\n/, '')).toBe(`$ ${line}\n${words}`)
  })

  test('who types is told of what was killed, and goes on after what could not be expanded', () => {
    const bench = workstationBench({ tty: true })
    bench.type('timeout -s KILL 1 sleep 5')
    bench.run(2_000)
    bench.type('set -u; echo $nothing; echo never')
    bench.type('echo on')
    expect(bench.terminal.screen).toBe(
      '$ timeout -s KILL 1 sleep 5\nKilled\n$ set -u; echo $nothing; echo never\nbash: nothing: unbound variable\n$ echo on\non\n',
    )
  })

  test('Ctrl-C reaches the foreground and not the background', () => {
    const bench = workstationBench({ tty: true })
    bench.type('(sleep 3; echo survived) &')
    bench.type('sleep 100')
    bench.run(500)
    bench.interrupt()
    bench.run(3_000)
    expect(bench.terminal.screen).toMatch(/\^C\nsurvived\n$/)
  })

  test('a job that is brought to the front can be interrupted', () => {
    const bench = workstationBench({ tty: true })
    bench.type('sleep 100 &')
    bench.type('fg')
    bench.run(500)
    bench.interrupt()
    expect(isIdle(bench.terminal)).toBe(true)
  })

  test('read takes the next line typed', () => {
    expect(typed('read x', 'hello', 'echo "<$x>"')).toContain('<hello>\n')
  })
})
