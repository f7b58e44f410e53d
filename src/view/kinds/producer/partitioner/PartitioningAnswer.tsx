import { useT } from '../../../../i18n/index.ts'
import type { ByteString } from '../../../../kafka/common/payload.ts'
import { MarkedRule, PartitionSteps } from './PartitionSteps.tsx'
import { ruleErrorText } from './rule-error-text.ts'
import type { Partitioning } from './use-partitioning.ts'

interface PartitioningAnswerProps {
  readonly answer: Partitioning
  readonly topic: string
  readonly keyBytes: ByteString | null
}

/** The steps, with the place in a rule where it fails; or why no producer can be made with such settings. */
export function PartitioningAnswer({ answer, topic, keyBytes }: PartitioningAnswerProps) {
  const t = useT()
  const { steps, refused } = answer
  const step = steps?.step
  const wrong = step?.by === 'rule' ? step.error : null
  return (
    <div className="partitioning-answer">
      {step?.by === 'rule' && wrong !== null && (
        <div role="alert">
          <p className="bad">{ruleErrorText(step.rule, wrong, t)}</p>
          <MarkedRule rule={step.rule} from={wrong.from} to={wrong.to} />
        </div>
      )}
      {steps !== null && <PartitionSteps steps={steps} topic={topic} keyBytes={keyBytes} />}
      {refused !== null && (
        <p className="partition-thrown muted">
          {t('partitioning.refused')} <code>{refused}</code>
        </p>
      )}
      {steps === null && refused === null && <p className="muted">{t('partitioning.noTopic')}</p>}
    </div>
  )
}
