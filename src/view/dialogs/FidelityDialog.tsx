import { comparedParts } from '../../i18n/agreement-words.ts'
import { simplifications } from '../../i18n/fidelity.ts'
import { useLanguage, useT } from '../../i18n/index.ts'
import { eraKeptBy } from '../../scenarios/index.ts'
import { eraName } from '../parts/era-name.ts'
import { type AgreementOfVersion, agreementByVersion, type Figures, missingIn } from './agreement.ts'

/** What agrees with real Kafka, and what the simulator leaves out or makes simpler, said openly. */
export function FidelityDialog() {
  const t = useT()
  const language = useLanguage()
  return (
    <>
      <p>{t('dialog.fidelity.intro')}</p>
      <AgreementTable versions={agreementByVersion()} />
      <h2 className="fidelity-simplified">{t('dialog.fidelity.simplified')}</h2>
      {simplifications.map(({ topic, real, here, keptBy }) => (
        <section key={`${topic.en} ${keptBy ?? ''}`} className="fidelity">
          <h3>
            {topic[language]}
            {keptBy === undefined ? null : <span className="muted"> ({eraName(eraKeptBy(keptBy), t)})</span>}
          </h3>
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

function AgreementTable({ versions }: { readonly versions: readonly AgreementOfVersion[] }) {
  const t = useT()
  const language = useLanguage()
  const parts = Object.entries(comparedParts).filter(([part]) => versions.some((version) => version.parts.has(part)))
  return (
    <>
      <table className="agreement">
        <caption>{t('dialog.fidelity.agreement')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('dialog.fidelity.compared')}</th>
            {versions.map(({ profile }) => (
              <th key={profile} scope="col">
                {eraName(profile, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(([part, words]) => (
            <tr key={part}>
              <th scope="row">{words[language]}</th>
              {versions.map((version) => (
                <FiguresCell key={version.profile} figures={version.parts.get(part)} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('dialog.fidelity.total')}</th>
            {versions.map(({ profile, total }) => (
              <FiguresCell key={profile} figures={total} />
            ))}
          </tr>
        </tfoot>
      </table>
      {versions.map(({ profile, missing }) =>
        missing.length === 0 ? null : (
          <p key={profile} className="muted">
            {t('dialog.fidelity.missing', {
              version: eraName(profile, t),
              things: missingIn(missing, language).join(', '),
            })}
          </p>
        ),
      )}
    </>
  )
}

/** Nothing where the version has no such part. */
function FiguresCell({ figures }: { readonly figures: Figures | undefined }) {
  const t = useT()
  const language = useLanguage()
  if (figures === undefined) return <td>{t('dialog.fidelity.none')}</td>
  const { agreed, compared, notYet } = figures
  const number = (value: number) => value.toLocaleString(language)
  return (
    <td>
      {compared === 0 ? null : t('dialog.fidelity.agreed', { agreed: number(agreed), compared: number(compared) })}
      {notYet === 0 ? null : (
        <span className="muted agreement-not-yet">{t('dialog.fidelity.notYet', { outputs: number(notYet) })}</span>
      )}
    </td>
  )
}
