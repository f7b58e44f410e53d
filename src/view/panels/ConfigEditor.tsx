import { useEffect, useId, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { loadKnownSettings } from '../../store/engine.ts'
import { useKnownSettings } from '../../store/settings-store.ts'
import type { KnownSettings } from '../../worker/port.ts'
import {
  combinationProblem,
  otherConfigs,
  type SettingScope,
  type ShownConfig,
  shortValue,
  shownConfigs,
  valueProblem,
} from './everyday-configs.ts'

/** Null until the engine has told it. */
function useSettings(): KnownSettings | null {
  const known = useKnownSettings((state) => state.known)
  useEffect(() => {
    if (known === null) void loadKnownSettings()
  }, [known])
  return known
}

export interface ConfigEditorProps {
  readonly scope: SettingScope
  /** What was given; keys that are absent have their default. */
  readonly given: ConfigEntries
  /** What is in force, where the engine knows it; it may differ from the default, by the broker's own file. */
  readonly effective: ConfigEntries
  /** Gets all given entries, changed ones among them. */
  onApply(entries: Record<string, string>): void
}

/** The everyday settings, and what else was given, with the real default beside each. */
export function ConfigEditor(props: ConfigEditorProps) {
  const settings = useSettings()
  return settings === null ? null : <Editor {...props} settings={settings} />
}

interface EditorProps extends ConfigEditorProps {
  readonly settings: KnownSettings
}

/** Nothing is applied before it makes sense. */
function Editor({ settings, scope, given, effective, onApply }: EditorProps) {
  const t = useT()
  const [asked, setAsked] = useState<readonly string[]>([])
  const configs = shownConfigs(settings, scope, given, asked)
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useShownProblem(problem)
  const inForce = (config: ShownConfig) => given[config.key] ?? effective[config.key] ?? config.defaultValue
  const changed = configs.filter((config) => draft[config.key] !== undefined && draft[config.key] !== inForce(config))

  const apply = () => {
    const entries: Record<string, string> = { ...given }
    for (const config of changed) {
      const value = (draft[config.key] ?? '').trim()
      const wrong = valueProblem(config, value)
      if (wrong !== null) {
        setProblem({ of: config.key, text: t(wrong.key, wrong.params) })
        return
      }
      // What has no value unless one is given is taken back.
      if (value === '' && config.defaultValue === '') delete entries[config.key]
      else entries[config.key] = value
    }
    const wrong = combinationProblem(settings, scope, entries)
    setProblem(wrong === null ? null : { of: null, text: t(wrong.key, wrong.params) })
    if (wrong !== null) return
    setDraft({})
    onApply(entries)
  }

  return (
    <form
      ref={form}
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
          wrong={problem?.of === config.key ? problem.text : null}
          value={draft[config.key] ?? inForce(config)}
          onChange={(value) => setDraft({ ...draft, [config.key]: value })}
        />
      ))}
      <OtherSetting keys={otherConfigs(settings, scope, configs)} onAsk={(key) => setAsked([...asked, key])} />
      {problem?.of === null && (
        <p className="bad" role="alert">
          {problem.text}
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

interface Problem {
  /** The setting whose value it is; null: of several together. */
  readonly of: string | null
  readonly text: string
}

/** The form is longer than its place: what is wrong with it comes into view, and its field gets the keys. */
function useShownProblem(problem: Problem | null) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problem === null) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    form.current?.querySelector('[role="alert"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [problem])
  return form
}

/** A version knows some seventy settings more: each gets its row here once somebody asks for it. */
function OtherSetting({ keys, onAsk }: { readonly keys: readonly string[]; onAsk(key: string): void }) {
  const t = useT()
  const id = useId()
  return (
    <div className="config-row">
      <label htmlFor={id}>{t('inspector.config.another')}</label>
      <select id={id} value="" onChange={(event) => onAsk(event.target.value)}>
        <option value="">{t('inspector.config.choose')}</option>
        {keys.map((key) => (
          <option key={key}>{key}</option>
        ))}
      </select>
    </div>
  )
}

interface ConfigRowProps {
  readonly config: ShownConfig
  readonly value: string
  /** What is wrong with the value that was to be set. */
  readonly wrong: string | null
  onChange(value: string): void
}

function ConfigRow({ config, value, wrong, onChange }: ConfigRowProps) {
  const t = useT()
  const id = useId()
  const helpId = useId()
  const toldBy = wrong === null ? helpId : `${helpId}wrong ${helpId}`
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
          inputMode={config.min === undefined ? 'text' : 'numeric'}
          aria-invalid={wrong !== null}
          aria-describedby={toldBy}
          list={config.suggested === undefined ? undefined : `${id}suggested`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select id={id} aria-describedby={toldBy} value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {shortValue(choice)}
            </option>
          ))}
        </select>
      )}
      {config.suggested !== undefined && (
        <datalist id={`${id}suggested`}>
          {config.suggested.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {wrong !== null && (
        <span id={`${helpId}wrong`} className="config-default bad" role="alert">
          {wrong}
        </span>
      )}
      <span id={helpId} className="config-default muted" title={config.defaultValue}>
        {defaultText(config, t)}
        {!isDefault && (
          <>
            {' · '}
            <button type="button" className="link-button" onClick={() => onChange(config.defaultValue)}>
              {t('inspector.config.reset')}
            </button>
          </>
        )}
        <InVain config={config} />
      </span>
    </div>
  )
}

/** Settings that are only read, such as a broker's. */
export function ConfigList({
  scope,
  given = {},
  effective,
}: {
  readonly scope: SettingScope
  readonly given?: ConfigEntries
  readonly effective: ConfigEntries
}) {
  const t = useT()
  const settings = useSettings()
  if (settings === null) return null
  return (
    <div className="config-editor">
      <h3>{t('inspector.config.readOnly')}</h3>
      {shownConfigs(settings, scope, given).map((config) => (
        <div key={config.key} className="config-row">
          <code>{config.key}</code>
          <span className="mono">{shortValue(effective[config.key] ?? config.defaultValue)}</span>
          <span className="config-default muted">
            {defaultText(config, t)}
            <InVain config={config} />
          </span>
        </div>
      ))}
    </div>
  )
}

function defaultText({ defaultValue }: ShownConfig, t: Translate): string {
  return t('inspector.config.default', { value: shortValue(defaultValue) || t('inspector.none') })
}

/** Beside a setting that counts for nothing here. */
function InVain({ config }: { readonly config: ShownConfig }) {
  const t = useT()
  return config.inVain ? <strong className="config-in-vain">{t('inspector.config.inVain')}</strong> : null
}
