import { useT } from '../../i18n/index.ts'
import { LOG_DIRECTORY_COUNTS } from '../../scenarios/log-directories.ts'

interface Props {
  readonly count: number
  readonly onChoose: (count: number) => void
}

/** On how many disks each broker of a new cluster has its logs. */
export function LogDirectories({ count, onChoose }: Props) {
  const t = useT()
  return (
    <fieldset className="log-directories">
      <legend>{t('directory.count')}</legend>
      <span className="log-directory-counts">
        {LOG_DIRECTORY_COUNTS.map((each) => (
          <label key={each} className="era">
            <input type="radio" name="log-directories" checked={each === count} onChange={() => onChoose(each)} />
            <strong>{each}</strong>
          </label>
        ))}
      </span>
      <p className="muted">{t('directory.countHelp')}</p>
    </fieldset>
  )
}
