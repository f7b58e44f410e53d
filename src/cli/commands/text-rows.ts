/** Rows of the programs that turn text into text. */

import { kcat } from '../kcat/kcat.ts'
import { hexdump, namesForOd, od, xxd } from '../shell/byte-dumps.ts'
import { type EditorName, editorProgram } from '../shell/editor.ts'
import { operandsOf } from '../shell/inputs.ts'
import { ls } from '../shell/ls.ts'
import { pagerProgram } from '../shell/pager.ts'
import { type InputHabits, NO_INPUT, type TextFunction, textProgram } from '../shell/text-program.ts'
import { clear, seq, whoami } from '../shell/text-programs.ts'
import { awk } from '../shell/text-tools/awk.ts'
import { cat, wc } from '../shell/text-tools/cat-wc.ts'
import { cp, mv } from '../shell/text-tools/copy-move.ts'
import { cut, uniq } from '../shell/text-tools/cut-uniq.ts'
import { date } from '../shell/text-tools/date.ts'
import { diff } from '../shell/text-tools/diff.ts'
import { base64, md5sum } from '../shell/text-tools/digests.ts'
import { df, du } from '../shell/text-tools/disk-usage.ts'
import { expr } from '../shell/text-tools/expr.ts'
import { mkdir, rm, tee, touch } from '../shell/text-tools/file-tools.ts'
import { tailProgram } from '../shell/text-tools/follow.ts'
import { grep } from '../shell/text-tools/grep.ts'
import { headProgram } from '../shell/text-tools/head-tail.ts'
import { jqProgram } from '../shell/text-tools/jq.ts'
import { comm, nl, paste, rev, tac } from '../shell/text-tools/line-tools.ts'
import { chmod, ln, readlink, rmdir } from '../shell/text-tools/links-and-modes.ts'
import { basename, dirname } from '../shell/text-tools/path-names.ts'
import { sed } from '../shell/text-tools/sed.ts'
import { sort } from '../shell/text-tools/sort.ts'
import { split } from '../shell/text-tools/split.ts'
import { stat } from '../shell/text-tools/stat.ts'
import { toolRow } from '../shell/text-tools/text-tool.ts'
import { tr } from '../shell/text-tools/tr.ts'
import { yes } from '../shell/yes.ts'
import { sleep } from '../tools/sleep.ts'
import type { ShellCommand } from './command.ts'

/** Reads files where their names are given. */
const unlessFiles = (names: (args: readonly string[]) => readonly string[]) => (args: readonly string[]) => {
  const files = names(args)
  return files.length === 0 || files.includes('-')
}

function row(name: string, run: TextFunction, habits: InputHabits = NO_INPUT): ShellCommand {
  return { name, kind: 'text', run: { program: textProgram(run, habits) } }
}

function editorRow(name: EditorName): ShellCommand {
  return { name, kind: 'text', run: { program: editorProgram(name) } }
}

export const textRows: readonly ShellCommand[] = [
  { name: 'sleep', kind: 'text', run: { program: sleep } },
  { name: 'kcat', kind: 'text', run: { program: kcat } },
  { name: 'kafkacat', kind: 'text', run: { program: kcat } },
  row('seq', seq),
  row('expr', expr),
  toolRow(cat),
  row('ls', ls),
  toolRow(rm),
  toolRow(cp),
  toolRow(mv),
  toolRow(touch),
  toolRow(mkdir),
  row('clear', clear),
  row('reset', clear),
  row('whoami', whoami),
  toolRow(grep),
  { name: 'head', kind: 'text', run: { program: headProgram() } },
  { name: 'tail', kind: 'text', run: { program: tailProgram() } },
  row('od', od, { needsInput: unlessFiles(namesForOd) }),
  row('hexdump', hexdump, { needsInput: unlessFiles(operandsOf) }),
  row('xxd', xxd, { needsInput: unlessFiles(operandsOf) }),
  toolRow(wc),
  toolRow(date),
  toolRow(basename),
  toolRow(dirname),
  toolRow(awk),
  toolRow(sed),
  toolRow(sort),
  { name: 'yes', kind: 'text', run: { program: yes } },
  toolRow(uniq),
  toolRow(cut),
  toolRow(tr),
  toolRow(tee),
  ...[ln, readlink, chmod, rmdir, du, df, diff, tac, rev, nl, comm, paste].map(toolRow),
  ...[md5sum, base64, split, stat].map(toolRow),
  { name: 'jq', kind: 'text', run: { program: jqProgram } },
  ...(['less', 'more'] as const).map(
    (name): ShellCommand => ({ name, kind: 'text', run: { program: pagerProgram(name) } }),
  ),
  ...(['vi', 'vim', 'view', 'nano'] as const).map(editorRow),
]
