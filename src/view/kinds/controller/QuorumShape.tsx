/** Filled for the controller that leads the quorum. */
export function QuorumShape({ active }: { readonly active: boolean }) {
  return (
    <span aria-hidden="true" className={active ? 'chip-shape is-active' : 'chip-shape'}>
      {active ? '◆' : '◇'}
    </span>
  )
}

export function QuorumMark() {
  return (
    <>
      <QuorumShape active />
      <QuorumShape active={false} />
    </>
  )
}
