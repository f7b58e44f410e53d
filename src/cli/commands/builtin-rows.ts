/** Rows of what the shell itself does. */
import type { Builtin } from '../shell/builtin.ts'
import { find } from '../shell/builtins/find.ts'
import { breakLoop, continueLoop, evaluateText, exit, returnFromFunction, set, shift } from '../shell/builtins/flow.ts'
import { bg, fg, jobs, kill, wait } from '../shell/builtins/jobs.ts'
import { printf } from '../shell/builtins/printf.ts'
import { cd, echo, failing, pwd, succeed, test, which } from '../shell/builtins/text.ts'
import { exportNames, local, read, unset } from '../shell/builtins/variables.ts'
import { xargs } from '../shell/builtins/xargs.ts'
import type { ShellCommand } from './command.ts'

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': succeed,
  '[': test('['),
  bg,
  break: breakLoop,
  cd,
  continue: continueLoop,
  echo,
  eval: evaluateText,
  exit,
  export: exportNames,
  false: failing,
  fg,
  find,
  jobs,
  kill,
  local,
  printf,
  pwd,
  read,
  return: returnFromFunction,
  set,
  shift,
  test: test('test'),
  true: succeed,
  unset,
  wait,
  which,
  xargs,
}

/**
 * What coreutils and its neighbours have as a program as well; it does the same. `find` and `xargs` are nothing but
 * programs, and stand here because they run commands.
 */
const FILES = new Set(['[', 'echo', 'false', 'find', 'kill', 'printf', 'pwd', 'test', 'true', 'which', 'xargs'])

export const builtinRows: readonly ShellCommand[] = Object.entries(BUILTINS).map(([name, builtin]) => ({
  name,
  kind: 'builtin',
  ...(FILES.has(name) ? { hasFile: true } : {}),
  run: { builtin },
}))
