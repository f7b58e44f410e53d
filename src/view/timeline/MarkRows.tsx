import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { showChanges } from '../../store/changes-store.ts'
import { seek } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { WhatIf } from '../beside/WhatIf.tsx'
import { formatClock } from '../parts/format-time.ts'
import { MarkShape } from './MarkStrip.tsx'
import { commandsOfBranch, markSentences } from './mark-sentences.ts'
import { markKey } from './marks.ts'

/** A list can be walked by keys only so far; the newest marks are the ones looked for. */
const MARKS_LISTED = 200

/** The newest marks, newest first, each with what it stands for in a sentence. */
export function MarkRows({ marks }: { readonly marks: readonly TimelineMark[] }) {
  const t = useT()
  const sentences = useSentences(marks)
  const commands = useCommands(marks)
  const branchId = usePlaybackStore((state) => state.playback.branchId)
  return (
    <ul className="mark-list">
      {marks
        .slice(-MARKS_LISTED)
        .reverse()
        .map((mark) => {
          const what = sentences.get(markKey(mark))
          const command = mark.kind === 'command' ? commands.get(mark.afterEvents ?? -1) : undefined
          return (
            <li key={markKey(mark)}>
              <button type="button" className="row-button" onClick={() => goTo(mark)}>
                <MarkShape kind={mark.kind} />
                <span className="mark-what">
                  <span>{t(`timeline.mark.${mark.kind}`)}</span>
                  {what !== undefined && <span className="muted">{what}</span>}
                </span>
                <span className="mono">{formatClock(mark.atUs)}</span>
              </button>
              <button
                type="button"
                className="button quiet"
                onClick={() => showChanges({ since: 'moment', momentUs: Math.max(0, mark.atUs - 1) })}
              >
                {t('changes.thisMoment')}
              </button>
              {command !== undefined && (
                <WhatIf command={command} deed={{ branchId, afterEvents: mark.afterEvents ?? 0 }} />
              )}
            </li>
          )
        })}
    </ul>
  )
}

/** Of this branch, by their places in its journal; anew for every command that is given. */
function useCommands(marks: readonly TimelineMark[]): ReadonlyMap<number, Command> {
  const [commands, setCommands] = useState<ReadonlyMap<number, Command>>(new Map())
  const given = marks.filter(({ kind }) => kind === 'command').length
  useEffect(() => {
    if (given === 0) return
    let gone = false
    void commandsOfBranch().then((found) => {
      if (!gone) setCommands(found)
    })
    return () => {
      gone = true
    }
  }, [given])
  return commands
}

/** Anew for every mark that is added. */
function useSentences(marks: readonly TimelineMark[]): ReadonlyMap<string, string> {
  const [sentences, setSentences] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    let gone = false
    void markSentences(marks).then((found) => {
      if (!gone) setSentences(found)
    })
    return () => {
      gone = true
    }
  }, [marks])
  return sentences
}

function goTo(mark: TimelineMark): void {
  seek(mark.atUs)
  if (mark.happeningId > 0) useSelectionStore.getState().select({ kind: 'happening', id: String(mark.happeningId) })
}
