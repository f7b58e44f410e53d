// Arrays, declared names, traps and their kin: what bash 5.2 printed for the same lines.
import { describe, expect, test } from 'vitest'
import { workstationBench } from '../../testing/workstation-bench.ts'

function printed(script: string, forMs?: number): string {
  return workstationBench()
    .script(script, forMs)
    .map(({ stdout, stderr }) => stdout + stderr)
    .join('')
}

describe('arrays', () => {
  test.each([
    [
      `a=(x y "z w"); echo \${a[@]} \${#a[@]} \${a[1]} $a; for e in "\${a[@]}"; do echo "<$e>"; done`,
      `x y z w 3 y x\n<x>\n<y>\n<z w>\n`,
    ],
    [`a=(x y z); a+=(q); a[7]=seven; echo \${!a[@]} \${a[-1]} "\${a[*]}"`, `0 1 2 3 7 seven x y z q seven\n`],
    [`a=(x y z); unset 'a[0]'; echo \${a[@]:1:1} \${#a[@]} \${!a[@]}`, `y 2 1 2\n`],
    [`a=(a.log b.log); echo "\${a[@]%.log}" "\${a[@]/#/-}"; echo "[\${b[@]:-none}]"`, `a b -a.log -b.log\n[none]\n`],
    [`declare -A m; m[k]=v; m[two words]=2; echo \${m[k]} "\${m[two words]}" \${#m[@]}`, `v 2 2\n`],
    [
      `declare -A p=([9092]=broker-1 [9093]=broker-2 [9094]=broker-3); echo \${!p[@]} \${p[9093]}`,
      `9094 9093 9092 broker-2\n`,
    ],
    [`a=(3 4); ((a[1]++, a[0] += a[1])); echo \${a[@]}; i=1; echo \${a[$i]} \${a[i-1]}`, `8 5\n5 8\n`],
    [`f() { local a=(in f); echo \${a[@]}; }; a=(out); f; echo \${a[@]}`, `in f\nout\n`],
    [`set -- a b c d; echo \${@:2:2} "\${@: -1}"`, `b c d\n`],
    [`read -a w <<< "1 2 3"; echo \${w[1]} \${#w[@]}; mapfile -t l < <(seq 3); echo \${#l[@]} \${l[2]}`, `2 3\n3 3\n`],
    [`[[ broker-12 =~ ^([a-z]+)-([0-9]+)$ ]] && echo \${BASH_REMATCH[1]} \${BASH_REMATCH[2]}`, `broker 12\n`],
    [`false | true; echo \${PIPESTATUS[@]} $PIPESTATUS`, `1 0 1\n`],
  ])('%s', (script, text) => expect(printed(script)).toBe(text))
})

describe('declared names', () => {
  test('what is read-only stays what it is, and the rest of its line is left out', () => {
    expect(printed('declare -r R=5; R=6; echo never\nreadonly Q=1; Q=2\necho still $R $Q')).toBe(
      'bash: line 1: R: readonly variable\nbash: line 2: Q: readonly variable\nstill 5 1\n',
    )
  })
  test.each([
    [`declare -i n=3+4; n+=2; echo $n; let i=5+5 "j = i * 2"; echo $i $j`, `9\n10 20\n`],
    [`x=7; declare -p x; a=(1 "b c"); declare -p a`, `declare -- x="7"\ndeclare -a a=([0]="1" [1]="b c")\n`],
    [`f() { declare z=9; typeset -g g=1; echo $z; }; f; echo "[$z]" $g`, `9\n[] 1\n`],
    [
      `s=hello; ref=s; echo \${!ref}; read -n 2 two <<< abcdef; read -d : first <<< ab:cd; echo $two $first`,
      `hello\nab ab\n`,
    ],
    [
      `exec 3> /tmp/x; echo to three >&3; exec 3>&-; cat /tmp/x; exec 4< /tmp/x; read -u 4 z; echo $z`,
      `to three\nto three\n`,
    ],
    [`set -x; echo "a b" c`, `a b c\n+ echo 'a b' c\n`],
    [`set -f; echo *; set +f`, `*\n`],
  ])('%s', (script, text) => {
    expect(printed(script)).toBe(text)
  })
})

test('getopts reads options as scripts do, complaints included', () => {
  const lines = [
    'g() { local OPTIND o; while getopts ":x:y" o "$@"; do',
    '  case $o in x) echo x=$OPTARG;; y) echo y;; \\?) echo bad $OPTARG;; :) echo missing $OPTARG;; esac',
    'done; shift $((OPTIND-1)); echo rest $@; }',
    'g -yx 1 -z rest more; g -x',
  ]
  expect(printed(lines.join('\n'))).toBe('y\nx=1\nbad z\nrest rest more\nmissing x\nrest\n')
})

describe('traps', () => {
  test('of a script that ends, by itself or by exit, whose status stays its own', () => {
    expect(printed("(trap 'echo bye' EXIT; echo work)\n(trap 'echo bye $?' EXIT; exit 3); echo $?")).toBe(
      'work\nbye\nbye 3\n3\n',
    )
  })

  test('of a signal: the script goes on once what it waited for has ended', () => {
    const script =
      "(trap 'echo told to end' TERM; sleep 5; echo done) &\nsleep 1; kill $!; wait; trap 'echo x' INT; trap"
    expect(printed(script)).toBe("told to end\ndone\ntrap -- 'echo x' SIGINT\n")
  })

  test('Ctrl-C runs the trap instead of ending the script', () => {
    const bench = workstationBench({ tty: true })
    bench.type('bash -c \'trap "echo caught; exit 7" INT; sleep 50; echo never\'')
    bench.run(1_000)
    bench.interrupt()
    bench.run(100)
    bench.type('echo $?')
    expect(bench.terminal.screen).toMatch(/\^Ccaught\n\$ echo \$\?\n7\n$/)
  })
})

test('read -t gives up when nobody types', () => {
  const bench = workstationBench({ tty: true })
  bench.type('read -t 3 -p "name: " x; echo $?')
  bench.run(4_000)
  expect(bench.terminal.screen).toContain('142\n')
})

test('nohup keeps its output from the terminal', () => {
  const bench = workstationBench({ tty: true })
  bench.type('nohup echo hello')
  bench.type('cat nohup.out')
  expect(bench.terminal.screen).toContain(
    "nohup: ignoring input and appending output to 'nohup.out'\n$ cat nohup.out\nhello\n",
  )
})
