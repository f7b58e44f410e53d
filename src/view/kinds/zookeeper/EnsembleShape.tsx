/** Filled for the server that leads the ensemble. */
export function EnsembleShape({ leads }: { readonly leads: boolean }) {
  return (
    <span aria-hidden="true" className={leads ? 'chip-shape is-active' : 'chip-shape'}>
      {leads ? '▲' : '△'}
    </span>
  )
}

export function EnsembleMark() {
  return (
    <>
      <EnsembleShape leads />
      <EnsembleShape leads={false} />
    </>
  )
}
