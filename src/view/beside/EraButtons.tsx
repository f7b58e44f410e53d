import { useT } from '../../i18n/index.ts'
import { ERAS, type Era } from '../../scenarios/index.ts'
import { useBeside } from '../../store/beside-store.ts'
import { eraNamed, putBeside } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { closeBeside } from '../../store/show-beside.ts'
import { eraName } from '../parts/era-name.ts'

interface EraButtonsProps {
  readonly className: string
  readonly onDone?: () => void
}

/** Puts the run on show beside itself in each other Kafka version, or away again. */
export function EraButtons({ className, onDone = () => undefined }: EraButtonsProps) {
  const t = useT()
  const onShow = useSession((state) => state.profile)
  const shown = useBeside((state) => state.era)
  const turn = (era: Era) => {
    if (shown === era) closeBeside()
    else putBeside(era)
    onDone()
  }
  if (eraNamed(onShow) === undefined) return null
  return ERAS.filter((era) => era !== onShow).map((era) => (
    <button key={era} type="button" className={className} title={t('beside.era.openHelp')} onClick={() => turn(era)}>
      {shown === era ? t('beside.close') : t('beside.era.open', { era: eraName(era, t) })}
    </button>
  ))
}
