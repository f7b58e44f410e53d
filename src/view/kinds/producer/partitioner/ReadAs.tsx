import { useT } from '../../../../i18n/index.ts'
import type { ByteString } from '../../../../kafka/common/payload.ts'
import { objectionOf, readAs } from '../../../../kafka/common/serialization.ts'

const FORMATS = ['String', 'Long', 'Integer', 'Double', 'Customer'] as const
const MOST_CHARACTERS = 200

/** What each deserializer makes of the same bytes: a text, a number, or an exception. */
export function ReadAs({ bytes }: { readonly bytes: ByteString }) {
  const t = useT()
  return (
    <details className="read-as">
      <summary>{t('partitioning.readAs')}</summary>
      <dl className="facts">
        {FORMATS.map((format) => {
          const objection = objectionOf(format, bytes)
          return (
            <div key={format} className="fact">
              <dt>
                <code>{format}Deserializer</code>
              </dt>
              <dd className={objection === null ? undefined : 'bad'}>
                {objection === null ? shown(readAs(format, bytes) ?? '') : `SerializationException: ${objection}`}
              </dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}

/** Control characters by their pictures, since they have no look of their own. */
function shown(text: string): string {
  const visible = Array.from(text.slice(0, MOST_CHARACTERS), (each) => {
    const code = each.charCodeAt(0)
    return code < 32 ? String.fromCharCode(0x2400 + code) : each
  }).join('')
  return text.length > MOST_CHARACTERS ? `${visible} …` : visible
}
