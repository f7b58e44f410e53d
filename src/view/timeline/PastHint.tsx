import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { usePlayhead } from './use-playhead.ts'

/** Behind the newest instant by more than this is "in the past". */
const PAST_US = 2_000

/** Says, while the reader is in the past, what acting there does, and how to come back. */
export function PastHint() {
  const t = useT()
  const [inPast, setInPast] = useState(false)
  // By the frame on show: the playhead that is drawn runs smoothly, at a quick pace up to seconds behind or ahead of it.
  usePlayhead(() => {
    const { latestUs } = usePlaybackStore.getState().playback
    setInPast(useImageStore.getState().atUs < latestUs - PAST_US)
  })
  return (
    <div className="past-hint" role="status">
      {inPast && (
        <>
          <span>{t('timeline.inThePast')}</span>
          <button type="button" onClick={() => seek(usePlaybackStore.getState().playback.latestUs)}>
            <Icon name="toEnd" size={13} /> {t('timeline.toNow')}
          </button>
        </>
      )}
    </div>
  )
}
