import { useT } from '../../../i18n/index.ts'
import { QuorumShape } from '../controller/QuorumShape.tsx'

/** On a broker that is the cluster's controller as well. */
export function ControllerBadge({ epoch, narrow }: { readonly epoch: number; readonly narrow: boolean }) {
  const t = useT()
  return (
    <span className="role-chip is-controller" title={t('stage.broker.controllerLong', { epoch })}>
      <QuorumShape active />
      {!narrow && <span>{t('stage.broker.controller')}</span>}
    </span>
  )
}
