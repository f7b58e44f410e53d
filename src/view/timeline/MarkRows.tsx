import { useEffect, useMemo, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { commandText } from '../../store/command-text.ts'
import { exportRun, seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { TimedHappening, TimelineMark } from '../../worker/port.ts'
import { happeningText } from '../panels/happening-text.ts'
import { formatClock } from '../parts/format-time.ts'
import { MarkShape } from './MarkStrip.tsx'

/** A list can be walked by keys only so far; the newest marks are the ones looked for. */
const MARKS_LISTED = 200

/** The newest marks, newest first, each with what it stands for in a sentence. */
export function MarkRows({ marks }: { readonly marks: readonly TimelineMark[] }) {
  const t = useT()
  const known = useImageStore((state) => state.happenings)
  const happenings = useMemo(() => new Map(known.map((happening) => [happening.id, happening])), [known])
  const commands = useCommands(marks)
  return (
    <ul className="mark-list">
      {marks
        .slice(-MARKS_LISTED)
        .reverse()
        .map((mark) => {
          const what = sentenceOf(mark, happenings, commands, t)
          return (
            <li key={`${mark.kind}${mark.atUs}${mark.happeningId}${mark.afterEvents}`}>
              <button type="button" className="row-button" onClick={() => goTo(mark)}>
                <MarkShape kind={mark.kind} />
                <span className="mark-what">
                  <span>{t(`timeline.mark.${mark.kind}`)}</span>
                  {what !== null && <span className="muted">{what}</span>}
                </span>
                <span className="mono">{formatClock(mark.atUs)}</span>
              </button>
            </li>
          )
        })}
    </ul>
  )
}

/** Null when the page has not heard of it yet. */
function sentenceOf(
  mark: TimelineMark,
  happenings: ReadonlyMap<number, TimedHappening>,
  commands: ReadonlyMap<number, Command>,
  t: Translate,
): string | null {
  if (mark.kind === 'command') {
    const command = commands.get(mark.afterEvents ?? -1)
    return command === undefined ? null : commandText(command, t)
  }
  const happening = happenings.get(mark.happeningId)
  return happening === undefined ? null : happeningText(happening.body, t)
}

/** The commands of this branch, by their places in its journal: asked for, since they may carry whole files. */
function useCommands(marks: readonly TimelineMark[]): ReadonlyMap<number, Command> {
  const [commands, setCommands] = useState<ReadonlyMap<number, Command>>(new Map())
  const places = marks.flatMap(({ kind, afterEvents }) => (kind === 'command' ? [afterEvents] : [])).join()
  useEffect(() => {
    if (places === '') return
    let gone = false
    void exportRun().then(({ run }) => {
      if (!gone) setCommands(new Map(run.journal.map(({ afterEvents, command }) => [afterEvents, command])))
    })
    return () => {
      gone = true
    }
  }, [places])
  return commands
}

function goTo(mark: TimelineMark): void {
  seek(mark.atUs)
  if (mark.happeningId > 0) useSelectionStore.getState().select({ kind: 'happening', id: String(mark.happeningId) })
}
