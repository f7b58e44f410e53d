import { useT } from '../../i18n/index.ts'
import type { QuestionId } from '../../lessons/question-ids.ts'
import { ERAS } from '../../scenarios/index.ts'
import { eraOnShow, lessonLink, openLesson } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { copyLink } from '../parts/copy-link.ts'
import { eraName } from '../parts/era-name.ts'

/** The same question from its beginning in another Kafka version, and the address at which a class finds it. */
export function LessonTools({ id }: { readonly id: QuestionId }) {
  const t = useT()
  const onShow = useSession((state) => state.profile)
  return (
    <div className="lesson-links lesson-tools">
      {ERAS.filter((era) => era !== onShow).map((era) => (
        <button key={era} type="button" className="button quiet" onClick={() => void openLesson(id, era)}>
          {t('lesson.inEra', { era: eraName(era, t) })}
        </button>
      ))}
      <button type="button" className="button quiet" onClick={() => void copyLink(lessonLink(id, eraOnShow()), t)}>
        {t('lesson.copyLink')}
      </button>
    </div>
  )
}
