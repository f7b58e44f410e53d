import { describe, expect, test } from 'vitest'
import { workstationBench } from '../../../testing/workstation-bench.ts'

const outcome = (script: string) => {
  const finished = workstationBench().script(script)
  const text = (stream: 'stdout' | 'stderr') => finished.map((command) => command[stream]).join('')
  return [text('stdout'), text('stderr').replaceAll('bash: line 1: printf: ', ''), finished.at(-1)?.exitCode]
}

// What bash 5.2 prints for the same lines.
describe('printf as bash has it', () => {
  test.each<[string, string]>([
    [`printf '%5.2f|%x|%X|%o|%c|%i|%u|%e' 3.14159 255 255 8 hello 7 8 12345.678`, ' 3.14|ff|FF|10|h|7|8|1.234568e+04'],
    [`printf '%+d %05d %-5d| %5s|%-5s|%.3s' 3 42 7 ab cd abcdef`, '+3 00042 7    |    ab|cd   |abc'],
    [`printf '%*d|%-*d|%.*f' 5 3 4 2 3 1.5`, '    3|2   |1.500'],
    [`printf '%d %d %d %d' 0x1f 010 "'A" -5`, '31 8 65 -5'],
    [`printf '%.0f %.0f %.1f %.2f %.2f' 2.5 3.5 0.05 2.675 0.125`, '2 4 0.1 2.67 0.12'],
    [`printf '%g %g %g %g %G %#g' 100000 1000000 0.0001 0.00001 1e10 1`, '100000 1e+06 0.0001 1e-05 1E+10 1.00000'],
    [`printf '%10.3e|%-10.2f|%010.2f|%+.1f' 1234.5 1.5 -1.5 2`, ' 1.234e+03|1.50      |-000001.50|+2.0'],
    [`printf '%.3f %f %f' 1234567890123456789.123456789 inf .5`, '1234567890123456789.125 inf 0.500000'],
    [`printf '%u %x' -1 -1`, '18446744073709551615 ffffffffffffffff'],
    [`printf '%#x %#o %.5d|%8.5d|' 255 8 42 42`, '0xff 010 00042|   00042|'],
    [`printf '%q %q %q %q %q' "" "it's" 'a$b' 'x,y' $'a\\nb'`, `'' it\\'s a\\$b x\\,y $'a\\nb'`],
    [`printf '%b|' 'a\\tb\\x41' 'a\\cb' c`, 'a\tbA|a'],
    [`printf '%s-%s\\n' a b c`, 'a-b\nc-\n'],
    [`printf -- '-x %s' y`, '-x y'],
    [`printf '%6s|%-6s|' 한 한`, '   한|한   |'],
    [`printf -v v '%03d' 7; echo "$v"`, '007\n'],
    [`printf '%020000d' 1 | wc -c`, '20000\n'],
  ])('%s', (script, stdout) => {
    expect(outcome(script)).toEqual([stdout, '', 0])
  })

  test.each<[string, string, string, number]>([
    [`printf '%d\\n' abc`, '0\n', 'abc: invalid number\n', 1],
    [`printf '%d\\n' 3.5`, '3\n', '3.5: invalid number\n', 1],
    [`printf '%d %x\\n' 0xzz 08`, '0 0\n', '0xzz: invalid hex number\n08: invalid octal number\n', 1],
    [`printf '%f\\n' 1e3x`, '1000.000000\n', '1e3x: invalid number\n', 1],
    [
      `printf '%d' 9223372036854775808`,
      '9223372036854775807',
      'warning: 9223372036854775808: Numerical result out of range\n',
      0,
    ],
    [`printf 'a%y\\n' 1`, 'a', "`y': invalid format character\n", 1],
    [`printf 'a%'`, 'a', "`%': missing format character\n", 1],
    [`printf '%(%Y)T'`, '', '%(%Y)T: this simulator does not model this option\n', 1],
    ['printf -x a', '', '-x: invalid option\nprintf: usage: printf [-v var] format [arguments]\n', 2],
  ])('%s', (script, stdout, stderr, exitCode) => {
    expect(outcome(script)).toEqual([stdout, stderr, exitCode])
  })
})
