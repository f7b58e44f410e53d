import { useT } from '../../i18n/index.ts'
import { failureNamed } from '../../store/failure.ts'
import { useSession } from '../../store/session-store.ts'
import { FailureSteps } from '../failures/FailureCard.tsx'

/** Of a failure story, what it asks and what there is to do: beside one another the stages leave its card no room. */
export function BesideFailure() {
  const t = useT()
  const id = failureNamed(useSession((state) => state.story))
  if (id === null) return null
  return (
    <section className="beside-failure" aria-label={t('failure.card')}>
      <p className="beside-failure-ask">
        <strong>{t(`failure.${id}.title`)}</strong> <span className="muted">{t(`failure.${id}.question`)}</span>
      </p>
      <FailureSteps id={id} onDone={() => undefined} />
    </section>
  )
}
