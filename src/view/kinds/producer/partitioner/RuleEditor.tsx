import { useId } from 'react'
import { useT } from '../../../../i18n/index.ts'
import type { RuleError } from '../../../../worker/questions/read-partitioning.ts'
import { MarkedRule } from './PartitionSteps.tsx'
import { ruleErrorText } from './rule-error-text.ts'
import { rulePresets } from './rule-presets.ts'

const MAX_RULE = 2_000
const VALUES = ['key', 'keyBytes', 'value', 'valueBytes', 'topic', 'numPartitions', 'available', 'counter'] as const
const FUNCTIONS =
  'hash(key)  murmur2(keyBytes)  toPositive(n)  hashCode(key)  min(a, b)  max(a, b)  size(x)  int(text)  string(n)'
const OF_TEXT =
  '.startsWith()  .endsWith()  .contains()  .indexOf()  .substring()  .lowerAscii()  .upperAscii()  .trim()'

interface RuleEditorProps {
  readonly rule: string
  /** What is wrong with its text. */
  readonly wrong: RuleError | null
  onChange(rule: string): void
}

/** A rule as text, some to begin with, and what may stand in one. */
export function RuleEditor({ rule, wrong, onChange }: RuleEditorProps) {
  const t = useT()
  const id = useId()
  const wrongId = useId()
  // Nobody has done anything wrong yet.
  const isEmpty = rule.trim() === ''
  return (
    <div className="rule-editor">
      <fieldset className="rule-presets">
        <legend>{t('partitioning.presets')}</legend>
        <div className="actions">
          {rulePresets.map((preset) => (
            <button key={preset.label} type="button" className="button" onClick={() => onChange(preset.rule)}>
              {t(preset.label)}
            </button>
          ))}
        </div>
      </fieldset>
      <label htmlFor={id}>
        <code>partitioner.rule</code>
      </label>
      <textarea
        id={id}
        className="field mono"
        rows={6}
        maxLength={MAX_RULE}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={wrong !== null && !isEmpty}
        aria-describedby={wrongId}
        value={rule}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={wrongId} role={isEmpty ? undefined : 'alert'}>
        {isEmpty ? (
          <p className="muted">{t('partitioning.ruleMissing')}</p>
        ) : (
          wrong !== null && (
            <>
              <p className="bad">{ruleErrorText(rule, wrong, t)}</p>
              <MarkedRule rule={rule} from={wrong.from} to={wrong.to} />
            </>
          )
        )}
      </div>
      <details className="rule-help">
        <summary>{t('partitioning.help')}</summary>
        <dl>
          {VALUES.map((value) => (
            <div key={value}>
              <dt>
                <code>{value}</code>
              </dt>
              <dd>{t(`partitioning.help.${value}`)}</dd>
            </div>
          ))}
        </dl>
        <p>{t('partitioning.help.functions')}</p>
        <code className="rule-words">{FUNCTIONS}</code>
        <code className="rule-words">{OF_TEXT}</code>
        <code className="rule-words">{'a ? b : c  == != < <= > >=  && || !  + - * / %  in [ … ]  available[0]'}</code>
        <p>{t('partitioning.help.result')}</p>
      </details>
    </div>
  )
}
