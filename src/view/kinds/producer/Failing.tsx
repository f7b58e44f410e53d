import { Fragment } from 'react'
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'

/** Whether a producer meets an error now. */
export function fails({ lastError, batches }: ProducerImage): boolean {
  return lastError !== null && batches.some((batch) => batch.attempts > 0)
}

/** At the foot of a producer's card, the error that it meets. */
export function Failing({ producer: { lastError } }: { readonly producer: ProducerImage }) {
  return (
    <p className="client-foot state-word is-bad" title={lastError ?? ''}>
      <span aria-hidden="true">⚠</span> <Breakable name={lastError ?? ''} />
    </p>
  )
}

/** An error's name, which may take another line after any of its words. */
function Breakable({ name }: { readonly name: string }) {
  return name.split(/(?<=_)/).map((word) => (
    <Fragment key={word}>
      {word}
      <wbr />
    </Fragment>
  ))
}
