import { useEffect, useState } from 'react'
import { composeFile } from '../../cli/real-kafka/compose-file.ts'
import { type ScriptWords, sessionScript } from '../../cli/real-kafka/session-script.ts'
import { type Translate, useT } from '../../i18n/index.ts'
import { commandText } from '../../store/command-text.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { exportRun } from '../../store/engine.ts'
import { CopyField } from '../dialogs/ShareDialog.tsx'
import { downloadBytes } from '../parts/download.ts'

interface Written {
  readonly compose: string | null
  readonly script: string
}

/** The run on show, written down for a real cluster. */
export function RealKafkaDialog() {
  const t = useT()
  const written = useWritten(t)
  if (written === null) return <p className="muted">{t('realKafka.making')}</p>
  const { compose, script } = written
  return (
    <>
      <p>{t('realKafka.intro')}</p>
      {compose === null ? (
        <p className="warn">{t('realKafka.noImage')}</p>
      ) : (
        <File
          name={t('realKafka.compose')}
          copy={t('realKafka.copyCompose')}
          save={t('realKafka.saveCompose')}
          text={compose}
        />
      )}
      <File
        name={t('realKafka.script')}
        copy={t('realKafka.copyScript')}
        save={t('realKafka.saveScript')}
        text={script}
      />
      <p>
        <button type="button" className="button" onClick={() => openDialog({ name: 'fromRealKafka' })}>
          {t('realKafka.import.button')}
        </button>
      </p>
    </>
  )
}

interface FileToTake {
  readonly name: string
  readonly copy: string
  readonly save: string
  readonly text: string
}

function File({ name, copy, save, text }: FileToTake) {
  return (
    <>
      <CopyField label={name} button={copy} text={text} />
      <div className="actions">
        <button type="button" className="button" onClick={() => downloadBytes(name, new TextEncoder().encode(text))}>
          {save}
        </button>
      </div>
    </>
  )
}

/** Null until it is written. */
function useWritten(t: Translate): Written | null {
  const [written, setWritten] = useState<Written | null>(null)
  useEffect(() => {
    let gone = false
    void exportRun().then(({ run }) => {
      // Only what was done until the instant on show: what lies ahead of it is not done yet.
      const journal = run.journal.filter(({ atUs }) => atUs <= run.positionUs)
      const script = sessionScript({ spec: run.spec, journal }, wordsOf(t))
      if (!gone) setWritten({ compose: composeFile(run.spec), script })
    })
    return () => {
      gone = true
    }
  }, [t])
  return written
}

function wordsOf(t: Translate): ScriptWords {
  return {
    needs: t('realKafka.needs').split('\n'),
    topics: t('realKafka.topics'),
    session: t('realKafka.session'),
    nothingDoes: (command) => t('realKafka.nothingDoes', { command: commandText(command, t) }),
    unread: (line) => t('realKafka.unread', { line }),
  }
}
