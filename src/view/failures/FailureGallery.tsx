import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { failureIds } from '../../scenarios/failures/failure-ids.ts'
import type { Era } from '../../scenarios/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { openFailure } from '../../store/other-runs.ts'
import { FailurePicture } from './FailurePicture.tsx'
import type { FailurePictures } from './failure-picture.ts'
import { fetchPictures } from './site-pictures.ts'
import './failures.css'

/** Every failure story with a picture of the cluster as the reader will find it; they open in this era. */
export function FailureGallery({ era, beside }: { readonly era: Era; readonly beside: Era | null }) {
  const t = useT()
  const pictures = usePictures()
  return (
    <section className="failure-gallery" aria-labelledby="failure-gallery">
      <h3 id="failure-gallery">{t('failure.gallery')}</h3>
      <p className="muted">{t('failure.galleryText')}</p>
      <ol>
        {failureIds.map((id) => (
          <li key={id}>
            <button
              type="button"
              className="failure-choice"
              onClick={() => {
                closeDialog()
                void openFailure(id, era, beside)
              }}
            >
              <FailurePicture picture={pictures?.[id] ?? null} />
              <b>{t(`failure.${id}.title`)}</b>
              <span className="muted">{t(`failure.${id}.sentence`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function usePictures(): FailurePictures | null {
  const [pictures, setPictures] = useState<FailurePictures | null>(null)
  useEffect(() => {
    let open = true
    void fetchPart(fetchPictures).then((fetched) => open && setPictures(fetched))
    return () => {
      open = false
    }
  }, [])
  return pictures
}
