import { useT } from '../../i18n/index.ts'
import { type Language, usePreferences } from '../../store/preferences-store.ts'

export function LanguageSelect({ className }: { readonly className?: string }) {
  const t = useT()
  const language = usePreferences((state) => state.language)
  const setPreferences = usePreferences((state) => state.setPreferences)
  return (
    <select
      className={className}
      aria-label={t('app.language')}
      value={language}
      onChange={(event) => setPreferences({ language: event.target.value as Language })}
    >
      {/* Each language names itself, so that nobody has to read the other one to find their own. */}
      <option value="ko" lang="ko">
        한국어
      </option>
      <option value="en" lang="en">
        English
      </option>
    </select>
  )
}
