import { useEffect, useId, useRef, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { BrokerImage } from '../../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../../store/engine.ts'
import { formatBytes } from '../../parts/format-time.ts'
import { isUp } from '../../stage/actions.ts'

/** What another program may leave, from nothing taken to a single page; logs of a simulated broker are small. */
const STEPS: readonly (number | null)[] = [null, 1_048_576, 262_144, 65_536, 16_384, 4_096]

/** How much memory another program takes from the page cache of a broker's machine, and what that does to reads. */
export function MemorySetting({ broker }: { readonly broker: BrokerImage }) {
  const t = useT()
  const id = useId()
  const { pageCache, node } = broker
  const limit = pageCache?.limitBytes ?? null
  const now = Math.max(
    0,
    STEPS.findIndex((bytes) => (bytes === null ? limit === null : limit !== null && bytes <= limit)),
  )
  // Of a key that is held down, and of a drag, only where it ends is a command.
  const given = useRef(now)
  // What the reader has chosen, until the cluster has it.
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    if (wanted === null) given.current = now
    else if (wanted === now) setWanted(null)
  }, [wanted, now])
  if (!isUp(broker.status)) return null
  const shown = wanted ?? now
  const bytes = STEPS[shown] ?? null
  const text =
    bytes === null
      ? t('memory.all')
      : t('memory.some', {
          size: formatBytes(bytes),
          used: formatBytes(Math.min(bytes, pageCache?.usedBytes ?? bytes)),
        })
  const give = (step: number) => {
    if (step === given.current) return
    given.current = step
    void sendCommand({ type: 'LimitPageCache', broker: node, bytes: STEPS[step] ?? null })
  }
  return (
    <section className="memory-setting">
      <h3>{t('memory.title')}</h3>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS.length - 1}
        value={shown}
        aria-label={t('memory.title')}
        aria-valuetext={`${t('memory.left')}: ${text}`}
        onChange={(event) => setWanted(Number(event.target.value))}
        onPointerUp={(event) => give(Number(event.currentTarget.value))}
        onKeyUp={(event) => give(Number(event.currentTarget.value))}
        onBlur={(event) => give(Number(event.currentTarget.value))}
      />
      <dl className="facts">
        <div className="fact">
          <dt>{t('memory.left')}</dt>
          <dd>{text}</dd>
        </div>
        {pageCache !== undefined && (
          <>
            <div className="fact">
              <dt>{t('memory.hits')}</dt>
              <dd>{pageCache.hits}</dd>
            </div>
            <div className="fact">
              <dt>{t('memory.misses')}</dt>
              <dd className={pageCache.misses > 0 ? 'warn' : undefined}>{pageCache.misses}</dd>
            </div>
          </>
        )}
      </dl>
      <p className="muted">{t('memory.help')}</p>
    </section>
  )
}
