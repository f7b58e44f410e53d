import { useId, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { combinationProblem, type EverydayConfig, shortValue, valueProblem } from './everyday-configs.ts'

export interface ConfigEditorProps {
  readonly configs: readonly EverydayConfig[]
  /** What was given; keys that are absent have their default. */
  readonly given: ConfigEntries
  /** What is in force, where the engine knows it; it may differ from the default, by the broker's own file. */
  readonly effective: ConfigEntries
  /** Gets all given entries, changed ones among them. */
  onApply(entries: Record<string, string>): void
}

/** The everyday settings with the real default beside each. Nothing is applied before it makes sense. */
export function ConfigEditor({ configs, given, effective, onApply }: ConfigEditorProps) {
  const t = useT()
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const inForce = (config: EverydayConfig) => given[config.key] ?? effective[config.key] ?? config.defaultValue
  const changed = configs.filter((config) => draft[config.key] !== undefined && draft[config.key] !== inForce(config))

  const apply = () => {
    const entries: Record<string, string> = { ...given }
    for (const config of changed) {
      const value = (draft[config.key] ?? '').trim()
      const wrong = valueProblem(config, value)
      if (wrong !== null) {
        setProblem(t(wrong.key, wrong.params))
        return
      }
      entries[config.key] = value
    }
    const wrong = combinationProblem(configs, entries)
    setProblem(wrong === null ? null : t(wrong.key, wrong.params))
    if (wrong !== null) return
    setDraft({})
    onApply(entries)
  }

  return (
    <form
      className="config-editor"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <h3>{t('inspector.config.title')}</h3>
      {configs.map((config) => (
        <ConfigRow
          key={config.key}
          config={config}
          value={draft[config.key] ?? inForce(config)}
          onChange={(value) => setDraft({ ...draft, [config.key]: value })}
        />
      ))}
      {problem !== null && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button primary" disabled={changed.length === 0}>
          {t('inspector.config.save')}
        </button>
      </div>
      <p className="muted small">{t('inspector.config.overridden')}</p>
    </form>
  )
}

interface ConfigRowProps {
  readonly config: EverydayConfig
  readonly value: string
  onChange(value: string): void
}

function ConfigRow({ config, value, onChange }: ConfigRowProps) {
  const t = useT()
  const id = useId()
  const helpId = useId()
  const isDefault = value === config.defaultValue
  const choices =
    config.choices === undefined || config.choices.includes(value) ? config.choices : [...config.choices, value]
  return (
    <div className={isDefault ? 'config-row' : 'config-row changed'}>
      <label htmlFor={id}>
        <code>{config.key}</code>
      </label>
      {choices === undefined ? (
        <input
          id={id}
          className="field mono"
          inputMode="numeric"
          aria-describedby={helpId}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select id={id} aria-describedby={helpId} value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {shortValue(choice)}
            </option>
          ))}
        </select>
      )}
      <span id={helpId} className="config-default muted" title={config.defaultValue}>
        {t('inspector.config.default', { value: shortValue(config.defaultValue) })}
        {!isDefault && (
          <>
            {' · '}
            <button type="button" className="link-button" onClick={() => onChange(config.defaultValue)}>
              {t('inspector.config.reset')}
            </button>
          </>
        )}
      </span>
    </div>
  )
}

/** Settings that are only read, such as a broker's. */
export function ConfigList({
  configs,
  effective,
}: {
  readonly configs: readonly EverydayConfig[]
  readonly effective: ConfigEntries
}) {
  const t = useT()
  return (
    <div className="config-editor">
      <h3>{t('inspector.config.readOnly')}</h3>
      {configs.map((config) => (
        <div key={config.key} className="config-row">
          <code>{config.key}</code>
          <span className="mono">{shortValue(effective[config.key] ?? config.defaultValue)}</span>
          <span className="config-default muted">
            {t('inspector.config.default', { value: shortValue(config.defaultValue) })}
          </span>
        </div>
      ))}
    </div>
  )
}
