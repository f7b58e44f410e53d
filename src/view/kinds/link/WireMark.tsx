/** A wire as the stage draws it, by the same classes. */
export function Wire({ state }: { readonly state: string }) {
  return (
    <svg width="40" height="22" viewBox="0 0 40 22" aria-hidden="true">
      <g className={`wire ${state}`}>
        <path className="wire-line" d="M1 11h38" />
      </g>
    </svg>
  )
}

export const ChosenWire = () => <Wire state="is-selected" />
export const SlowWire = () => <Wire state="is-slow" />

export function CutWire() {
  return (
    <>
      <Wire state="is-cut" />
      <span className="wire-mark is-cut">✕</span>
    </>
  )
}
