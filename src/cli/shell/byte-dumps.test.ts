import { expect, test } from 'vitest'
import { workstationBench } from '../../testing/workstation-bench.ts'

const FILE = "printf 'h\\xffello w\\xc3\\xb6rld\\n0123456789abcdef\\0\\0' > f"

// What od and hexdump of Debian 12 print for the same file.
test.each<[string, string]>([
  [
    'od f',
    '0000000 177550 066145 067554 073440 133303 066162 005144 030460\n0000020 031462 032464 033466 034470 061141 062143 063145 000000\n0000040\n',
  ],
  [
    'od -c f',
    '0000000   h 377   e   l   l   o       w 303 266   r   l   d  \\n   0   1\n0000020   2   3   4   5   6   7   8   9   a   b   c   d   e   f  \\0  \\0\n0000040\n',
  ],
  [
    'cat f | od -An -tx1 -v',
    ' 68 ff 65 6c 6c 6f 20 77 c3 b6 72 6c 64 0a 30 31\n 32 33 34 35 36 37 38 39 61 62 63 64 65 66 00 00\n',
  ],
  ['od -N 5 -j 2 -c f', '0000002   e   l   l   o    \n0000007\n'],
  [
    'hexdump -C f',
    '00000000  68 ff 65 6c 6c 6f 20 77  c3 b6 72 6c 64 0a 30 31  |h.ello w..rld.01|\n00000010  32 33 34 35 36 37 38 39  61 62 63 64 65 66 00 00  |23456789abcdef..|\n00000020\n',
  ],
  [
    'xxd f',
    '00000000: 68ff 656c 6c6f 2077 c3b6 726c 640a 3031  h.ello w..rld.01\n00000010: 3233 3435 3637 3839 6162 6364 6566 0000  23456789abcdef..\n',
  ],
  ['for i in 1 2 3; do printf 0123456789abcdef; done | od -Ad -tx1 | tail -n 2', '*\n0000048\n'],
])('%s', (script, stdout) => {
  expect(
    workstationBench()
      .script(`${FILE}\n${script}`)
      .map((finished) => finished.stdout)
      .join(''),
  ).toBe(stdout)
})
