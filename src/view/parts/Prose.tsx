import { Fragment, type ReactNode } from 'react'
import './prose.css'

/** Names such as `broker-2`, `hello-group` and `offsets.retention.minutes`. */
const NAME = /(\w+(?:[-.][A-Za-z0-9_]+)+)/
/** A topic's name may have 249 letters: one that long has to break somewhere. */
const LONGEST_WHOLE = 24

/**
 * A sentence whose names are not broken at their hyphens, and a setting's name only after its dots. What is copied from it
 * is as it is written, which it would not be with hyphens of another kind. One box: in a row of a button's parts it is one.
 */
export function Prose({ text }: { readonly text: string }) {
  return (
    <span>
      {text.split(NAME).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence are what they are by their place in it.
        <Fragment key={index}>{index % 2 === 0 ? part : nameIn(part)}</Fragment>
      ))}
    </span>
  )
}

function nameIn(name: string): ReactNode {
  if (name.includes('.'))
    return name.split(/(?<=\.)/).map((word, index) => (
      <Fragment key={word}>
        {index > 0 && <wbr />}
        {word}
      </Fragment>
    ))
  return name.length > LONGEST_WHOLE ? name : <span className="whole-name">{name}</span>
}
