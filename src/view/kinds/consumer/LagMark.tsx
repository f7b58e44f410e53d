import { LagBar } from './MemberRow.tsx'

/** A lag bar as one that is a little behind has it. */
export function LagMark() {
  return <LagBar lag={14} processing={0} />
}
