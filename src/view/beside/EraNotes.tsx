import { useEffect, useState } from 'react'
import { engineWords } from '../../i18n/engine-words.ts'
import { type Translate, useT } from '../../i18n/index.ts'
import type { Era } from '../../scenarios/index.ts'
import { commandText } from '../../store/command-text.ts'
import { askAbout, seek } from '../../store/engine.ts'
import type { DoneOtherwise } from '../../worker/history/era-pair.ts'
import type { OtherDefault } from '../../worker/questions/read-other-defaults.ts'
import { happeningText } from '../panels/happening-text.ts'
import { eraName } from '../parts/era-name.ts'
import { formatClock } from '../parts/format-time.ts'
import { withoutPackages } from './difference-text.ts'
import { useBesideNames } from './use-beside-names.ts'

interface EraNotesProps {
  readonly era: Era
  readonly otherwise: readonly DoneOtherwise[]
}

/** Of a run beside itself in another version: what was done otherwise there, or not, and whose defaults are others. */
export function EraNotes({ era, otherwise }: EraNotesProps) {
  const t = useT()
  const heading = t('beside.era.otherwise', { era: eraName(era, t) })
  return (
    <div className="era-notes">
      {otherwise.length > 0 && (
        <section aria-label={heading}>
          <h3>{heading}</h3>
          <ul>
            {otherwise.map((done, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that only grows, and of which nothing tells two apart.
              <li key={index} className="era-done">
                <button
                  type="button"
                  className="link-button difference-since"
                  title={t('beside.goTo', { at: formatClock(done.atUs) })}
                  onClick={() => seek(done.atUs)}
                >
                  {formatClock(done.atUs).slice(0, -2)}
                </button>
                <span>{doneText(done, t)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Defaults key={era} era={era} />
    </div>
  )
}

function doneText(done: DoneOtherwise, t: Translate): string {
  switch (done.kind) {
    case 'instead':
      return t('beside.era.instead', { command: commandText(done.command, t), instead: commandText(done.instead, t) })
    case 'refused':
      return t('beside.era.refused', { command: commandText(done.command, t), reason: engineWords(done.reason) })
    case 'failed':
      return t('beside.era.failed', { what: happeningText(done.happening, t) })
  }
}

function Defaults({ era }: { readonly era: Era }) {
  const t = useT()
  const names = useBesideNames()
  const [defaults, setDefaults] = useState<readonly OtherDefault[]>([])
  useEffect(() => {
    let gone = false
    askAbout({ type: 'readOtherDefaults', era }).then(
      (answer) => gone || setDefaults(answer.defaults),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [era])
  if (defaults.length === 0) return null
  const valueText = (value: string) => (value === '' ? t('beside.era.none') : withoutPackages(value))
  return (
    <details className="era-defaults">
      <summary>{t('beside.era.defaults', { count: defaults.length })}</summary>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{names.here}</th>
            <th scope="col">{names.there}</th>
          </tr>
        </thead>
        <tbody>
          {defaults.map(({ scope, name, here, there }) => (
            <tr key={`${scope} ${name}`}>
              <th scope="row">
                <code>{name}</code> <span className="muted">{t(`beside.era.scope.${scope}`)}</span>
              </th>
              <td className="mono">{valueText(here)}</td>
              <td className="mono">{valueText(there)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
