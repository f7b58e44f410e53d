import { useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import {
  closeTab,
  numberOf,
  openTab,
  renameTab,
  selectTab,
  tabNames,
  useTerminals,
} from '../../store/terminals-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { goToLine } from '../parts/keep-line.ts'

/** Names of the terminals' tabs, oldest first. */
export function useTabNames(): readonly string[] {
  const terminals = useImageStore((state) => state.image.terminals)
  const state = useTerminals()
  return tabNames(state, terminals.keys())
}

export function terminalTitle(name: string, titles: Readonly<Record<string, string>>, t: Translate): string {
  const number = numberOf(name)
  return titles[name] ?? (number === 0 ? name : t('terminal.name', { number }))
}

/** The terminals' part of the dock's tab bar. */
export function TerminalTabs({ dockTab }: { readonly dockTab: string }) {
  const t = useT()
  const names = useTabNames()
  const setPreferences = usePreferences((state) => state.setPreferences)
  return (
    <>
      {names.map((name) => (
        <TerminalTab key={name} name={name} shown={dockTab === 'terminals'} />
      ))}
      <button
        type="button"
        className="dock-icon"
        aria-label={t('terminal.new')}
        title={t('terminal.new')}
        onClick={(event) => {
          openTab()
          setPreferences({ dockTab: 'terminals', dockOpen: true })
          goToLine(event)
        }}
      >
        <Icon name="plus" size={13} />
      </button>
    </>
  )
}

function TerminalTab({ name, shown }: { readonly name: string; readonly shown: boolean }) {
  const t = useT()
  const [renaming, setRenaming] = useState(false)
  const active = useTerminals((state) => state.active === name)
  const title = useTerminals((state) => terminalTitle(name, state.titles, t))
  const setPreferences = usePreferences((state) => state.setPreferences)
  const selected = active && shown
  const rename = (wanted: string) => {
    if (wanted.trim() !== '') renameTab(name, wanted.trim())
    setRenaming(false)
  }

  if (renaming) {
    return (
      <input
        className="dock-rename"
        // biome-ignore lint/a11y/noAutofocus: the reader just asked to type here.
        autoFocus
        aria-label={t('terminal.rename', { name: title })}
        defaultValue={title}
        maxLength={40}
        onBlur={(event) => rename(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename(event.currentTarget.value)
          if (event.key === 'Escape') setRenaming(false)
        }}
      />
    )
  }
  return (
    <span className={selected ? 'dock-tab selected' : 'dock-tab'}>
      <button
        type="button"
        aria-pressed={selected}
        title={t('terminal.rename', { name: title })}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => {
          if (event.key === 'F2') setRenaming(true)
        }}
        onClick={(event) => {
          selectTab(name)
          setPreferences({ dockTab: 'terminals', dockOpen: true })
          goToLine(event)
        }}
      >
        {title}
      </button>
      {selected && (
        <button
          type="button"
          className="dock-icon"
          aria-label={t('terminal.close', { name: title })}
          onClick={(event) => {
            closeTab(name)
            goToLine(event)
          }}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}
