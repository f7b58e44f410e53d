// What coreutils 9.1, diffutils 3.8, util-linux 2.38, less 590 and bash 5.2 print for the same lines.
import { expect, test } from 'vitest'
import { playedLine } from '../../../testing/played-line.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

const FILES = [
  String.raw`printf 'a\nb\nc\n' > x`,
  String.raw`printf 'a\nB\nc\nd\n' > y`,
  String.raw`printf 'apple\nbanana\n' > p`,
  String.raw`printf 'banana\ncherry\n' > q`,
  'mkdir -p dd/e',
  'echo hi > dd/f',
  'echo yo > dd/e/g',
]

test.each<[string, string, string, number]>([
  ['diff x y', '2c2\n< b\n---\n> B\n3a4\n> d\n', '', 1],
  ['diff -q x y', 'Files x and y differ\n', '', 1],
  ['diff x x', '', '', 0],
  ['diff -s x x', 'Files x and x are identical\n', '', 0],
  ['diff x nosuch', '', 'diff: nosuch: No such file or directory\n', 2],
  ['diff -u x y | sed 1,2d', '@@ -1,3 +1,4 @@\n a\n-b\n+B\n c\n+d\n', '', 0],
  ['diff', '', "diff: missing operand after 'diff'\nTry 'diff --help' for more information.\n", 2],
  ['diff x', '', "diff: missing operand after 'x'\nTry 'diff --help' for more information.\n", 2],
  ['diff -i x y', '3a4\n> d\n', '', 1],
  ['diff --zz x y', '', "diff: unrecognized option '--zz'\nTry 'diff --help' for more information.\n", 2],
  ['diff dd x', '', 'diff: dd/x: No such file or directory\n', 2],
  ['tac x', 'c\nb\na\n', '', 0],
  ['tac nosuch', '', "tac: failed to open 'nosuch' for reading: No such file or directory\n", 1],
  ['rev p', 'elppa\nananab\n', '', 0],
  ['rev nosuch', '', 'rev: cannot open nosuch: No such file or directory\n', 1],
  ['nl x', '     1\ta\n     2\tb\n     3\tc\n', '', 0],
  ['comm p q', 'apple\n\t\tbanana\n\tcherry\n', '', 0],
  ['comm -12 p q', 'banana\n', '', 0],
  ['comm -3 p q', 'apple\n\tcherry\n', '', 0],
  ['comm p', '', "comm: missing operand after ‘p’\nTry 'comm --help' for more information.\n", 1],
  ['comm p nosuch', '', 'comm: nosuch: No such file or directory\n', 1],
  ['paste x y', 'a\ta\nb\tB\nc\tc\n\td\n', '', 0],
  ['paste -d, x y', 'a,a\nb,B\nc,c\n,d\n', '', 0],
  ['paste -sd+ x', 'a+b+c\n', '', 0],
  ['paste nosuch', '', 'paste: nosuch: No such file or directory\n', 1],
  ['du -s dd', '16\tdd\n', '', 0],
  ['du dd', '8\tdd/e\n16\tdd\n', '', 0],
  ['du -h dd', '8.0K\tdd/e\n16K\tdd\n', '', 0],
  ['du -sh dd x', '16K\tdd\n4.0K\tx\n', '', 0],
  ['du -d 0 dd', '16\tdd\n', '', 0],
  ['du -c dd x', '8\tdd/e\n16\tdd\n4\tx\n20\ttotal\n', '', 0],
  ['du nosuch', '', "du: cannot access 'nosuch': No such file or directory\n", 1],
  ['du -Q', '', "du: invalid option -- 'Q'\nTry 'du --help' for more information.\n", 1],
  ['df -h | head -n 1', 'Filesystem      Size  Used Avail Use% Mounted on\n', '', 0],
  ['df | head -n 1', 'Filesystem     1K-blocks     Used Available Use% Mounted on\n', '', 0],
  ['ln -s x l; cat l; readlink l; ls -l l | cut -c1-10', 'a\nb\nc\nx\nlrwxrwxrwx\n', '', 0],
  ['ln -s dd k; cat k/f; cd k/e && cat g', 'hi\nyo\n', '', 0],
  ['ln -s dd dd/again; find dd -name g; grep -rl yo dd', 'dd/e/g\ndd/e/g\n', '', 0],
  ['ln -s', '', "ln: missing file operand\nTry 'ln --help' for more information.\n", 1],
  ['ln -s x y', '', "ln: failed to create symbolic link 'y': File exists\n", 1],
  ['ln nosuch k', '', "ln: failed to access 'nosuch': No such file or directory\n", 1],
  ['readlink nosuch', '', '', 1],
  ['chmod +x x; ls -l x | cut -c1-10', '-rwxr-xr-x\n', '', 0],
  ['chmod', '', "chmod: missing operand\nTry 'chmod --help' for more information.\n", 1],
  ['chmod zz x', '', "chmod: invalid mode: ‘zz’\nTry 'chmod --help' for more information.\n", 1],
  ['chmod 755 nosuch', '', "chmod: cannot access 'nosuch': No such file or directory\n", 1],
  ['chmod +x', '', "chmod: missing operand after ‘+x’\nTry 'chmod --help' for more information.\n", 1],
  ['rmdir dd', '', "rmdir: failed to remove 'dd': Directory not empty\n", 1],
  ['rmdir nosuch', '', "rmdir: failed to remove 'nosuch': No such file or directory\n", 1],
  ['mkdir z; rmdir z; ls -d z', '', "ls: cannot access 'z': No such file or directory\n", 2],
  ['less x y', 'a\nb\nc\na\nB\nc\nd\n', '', 0],
  ['less nosuch', '', 'nosuch: No such file or directory\n', 0],
  ['cat x | more', 'a\nb\nc\n', '', 0],
  ['more x', '::::::::::::::\nx\n::::::::::::::\na\nb\nc\n', '', 0],
  ['printf "echo hi \\$1 \\$#; exit 3\\n" > s.sh; bash s.sh a b', 'hi a 2\n', '', 3],
  [
    'printf "echo hi \\$1\\n" > s.sh; ./s.sh; chmod +x s.sh; ./s.sh q',
    'hi q\n',
    'bash: line 10: ./s.sh: Permission denied\n',
    0,
  ],
  ['bash nosuch.sh', '', 'bash: nosuch.sh: No such file or directory\n', 127],
  ['sh -c "echo hi; false"', 'hi\n', '', 1],
  ['bash -c "if"', '', 'bash: -c: line 2: syntax error: unexpected end of file\n', 2],
  ['printf "V=5\\n" > v.sh; . ./v.sh; echo $V; V=6; source v.sh; echo $V', '5\n5\n', '', 0],
  ['source nosuch', '', 'bash: line 10: nosuch: No such file or directory\n', 1],
  ['source', '', 'bash: line 10: source: filename argument required\nsource: usage: source filename [arguments]\n', 2],
  ['cat <(echo hi) <(echo yo)', 'hi\nyo\n', '', 0],
  ['diff <(echo a) <(echo b)', '1c1\n< a\n---\n> b\n', '', 1],
  ['echo <(true)', '/dev/fd/63\n', '', 0],
  ['history', '', '', 0],
  ['watch -n x ls', '', "watch: failed to parse argument: 'x': Invalid argument\n", 1],
])('%s', (line, stdout, stderr, exitCode) => {
  const played = playedLine(line, FILES)
  expect(played).toEqual({ stdout, stderr, exitCode })
})

test('watch shows a command again and again, under a line that says so', () => {
  const bench = workstationBench()
  const [finished] = bench.script('timeout 5 watch -n 2 date', 20_000)
  expect(finished?.exitCode).toBe(124)
  expect(finished?.stdout.split('Every 2.0s: date')).toHaveLength(4)
  const other = workstationBench({ tty: true })
  other.type('watch -n 2 cat f')
  other.run(3_000)
  other.interrupt()
  other.run(1_000)
  const shown = other.terminal.screen.split('Every 2.0s: cat f').slice(1)
  expect(shown).toHaveLength(2)
  expect(shown[0]).toMatch(/^ +workstation: Mon Mar {2}2 00:00:00 2026\n\ncat: f: No such file or directory\n/)
})

test('what typed lines there were', () => {
  const bench = workstationBench({ tty: true })
  bench.type('echo a\nhistory')
  bench.run()
  expect(bench.terminal.screen).toBe('$ echo a\na\n$ history\n    1  echo a\n    2  history\n')
})

test.each(['vi config/server.properties', 'nano f'])('%s says how to write the file instead', (line) => {
  const [finished] = workstationBench().script(line)
  expect(finished?.stderr).toMatch(/^simulator: .* opens no screen here: cat > \S+ <<'EOF' writes a file/)
  expect(finished?.exitCode).toBe(1)
})

test('a script of somebody’s own inside of ssh or docker is complained of, whatever it is', () => {
  const [finished] = workstationBench().script("ssh my-kafka 'for ('")
  expect(finished?.stderr).toContain('bash: -c: line 2: syntax error: unexpected end of file')
  expect(finished?.exitCode).toBe(2)
})
