/** Rows of what the shell itself does. */
import type { Builtin } from '../shell/builtin.ts'
import { alias, unalias } from '../shell/builtins/aliases.ts'
import { docker, dockerCompose, kubectl } from '../shell/builtins/containers.ts'
import { calculate, declare, local, readonly, typeset } from '../shell/builtins/declare.ts'
import { find } from '../shell/builtins/find.ts'
import { breakLoop, continueLoop, evaluateText, exit, returnFromFunction, set, shift } from '../shell/builtins/flow.ts'
import { getopts } from '../shell/builtins/getopts.ts'
import { installPackages, tar, wget, yum } from '../shell/builtins/installations.ts'
import { bg, disown, fg, jobs, wait } from '../shell/builtins/jobs.ts'
import { kill } from '../shell/builtins/kill.ts'
import { free, lsof, top, uptime } from '../shell/builtins/machine-state.ts'
import { man } from '../shell/builtins/man.ts'
import { command, type } from '../shell/builtins/names.ts'
import { curl, nc, netstat, ss, telnet } from '../shell/builtins/network.ts'
import { printf } from '../shell/builtins/printf.ts'
import { jps, pgrep, pkill } from '../shell/builtins/process-lists.ts'
import { ps } from '../shell/builtins/ps.ts'
import { mapfile, read } from '../shell/builtins/read.ts'
import { ssh } from '../shell/builtins/remote.ts'
import { bash, history, source, watch } from '../shell/builtins/scripts.ts'
import { service, systemctl } from '../shell/builtins/services.ts'
import { env, hostname, id, java, printenv, uname } from '../shell/builtins/system-names.ts'
import { cd, echo, failing, pwd, succeed, test, which } from '../shell/builtins/text.ts'
import { exec, trap } from '../shell/builtins/traps.ts'
import { exportNames, unset } from '../shell/builtins/variables.ts'
import { xargs } from '../shell/builtins/xargs.ts'
import type { ShellCommand } from './command.ts'

const BUILTINS: Readonly<Record<string, Builtin>> = {
  '.': source,
  ':': succeed,
  '[': test('['),
  alias,
  bg,
  break: breakLoop,
  cd,
  command,
  continue: continueLoop,
  declare,
  disown,
  echo,
  eval: evaluateText,
  exec,
  exit,
  export: exportNames,
  false: failing,
  fg,
  getopts,
  history,
  jobs,
  kill,
  let: calculate,
  local,
  mapfile,
  printf,
  pwd,
  read,
  readarray: mapfile,
  readonly,
  return: returnFromFunction,
  set,
  shift,
  source,
  test: test('test'),
  trap,
  true: succeed,
  type,
  typeset,
  unalias,
  unset,
  wait,
}

/** Those that coreutils and its neighbours have as a program as well; it does the same. */
const FILES = new Set(['[', 'echo', 'false', 'kill', 'printf', 'pwd', 'test', 'true'])

/** Nothing but programs: they stand here because they run commands, or see and do what only the shell can. */
const PROGRAMS: Readonly<Record<string, Builtin>> = {
  apt: installPackages,
  'apt-get': installPackages,
  bash,
  brew: installPackages,
  curl,
  dnf: yum,
  docker,
  'docker-compose': dockerCompose,
  env,
  find,
  free,
  hostname,
  id,
  java,
  jps,
  kubectl,
  lsof,
  man,
  nc,
  netstat,
  pgrep,
  pkill,
  printenv,
  ps,
  service,
  sh: bash,
  ss,
  ssh,
  systemctl,
  tar,
  telnet,
  top,
  uname,
  uptime,
  watch,
  wget,
  which,
  xargs,
  yum,
}

export const builtinRows: readonly ShellCommand[] = [
  ...Object.entries(BUILTINS).map(
    ([name, builtin]): ShellCommand => ({
      name,
      kind: 'builtin',
      ...(FILES.has(name) ? { hasFile: true } : {}),
      run: { builtin },
    }),
  ),
  ...Object.entries(PROGRAMS).map(
    ([name, builtin]): ShellCommand => ({ name, kind: 'builtin', hasFile: true, isProgram: true, run: { builtin } }),
  ),
]
