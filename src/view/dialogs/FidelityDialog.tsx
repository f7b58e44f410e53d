import { simplifications } from '../../i18n/fidelity.ts'
import { useLanguage, useT } from '../../i18n/index.ts'

/** What the simulator leaves out or makes simpler, said openly. */
export function FidelityDialog() {
  const t = useT()
  const language = useLanguage()
  return (
    <>
      <p>{t('dialog.fidelity.intro')}</p>
      {simplifications.map(({ topic, real, here }) => (
        <section key={topic.en} className="fidelity">
          <h3>{topic[language]}</h3>
          <dl>
            <dt>{t('dialog.fidelity.real')}</dt>
            <dd>{real[language]}</dd>
            <dt>{t('dialog.fidelity.here')}</dt>
            <dd>{here[language]}</dd>
          </dl>
        </section>
      ))}
    </>
  )
}
