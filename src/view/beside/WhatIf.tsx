import { useT } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { showWhatIf } from '../../store/beside.ts'
import { commandText } from '../../store/command-text.ts'
import type { Deed } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { alternativesTo } from './alternatives.ts'
import './what-if.css'

interface WhatIfProps {
  readonly command: Command
  readonly deed: Omit<Deed, 'atUs'>
}

/** From something the reader did: what if it had not been done, or something else instead? The answer opens beside. */
export function WhatIf({ command, deed }: WhatIfProps) {
  const t = useT()
  const what = commandText(command, t)
  const others = alternativesTo(command, useImageStore.getState().image)
  return (
    <p className="what-if">
      <button
        type="button"
        className="link-button"
        aria-label={`${what}: ${t('beside.whatIfNot')}`}
        onClick={() => void showWhatIf(deed, [], t('beside.nameWithout', { what }))}
      >
        {t('beside.whatIfNot')}
      </button>
      {others.map(({ kind, commands, setting = '' }) => {
        const words = { node: 'node' in command ? command.node : '', setting }
        return (
          <button
            key={`${kind} ${setting}`}
            type="button"
            className="link-button"
            onClick={() => void showWhatIf(deed, commands, t(`beside.name.${kind}`, words))}
          >
            {t(`beside.whatIf.${kind}`, words)}
          </button>
        )
      })}
    </p>
  )
}
