import type { CSSProperties } from 'react'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'

const letters = { leader: 'L', follower: 'F', offline: '—' } as const

/** Whether a replica leads or follows, as one letter. */
export function RoleBadge({ of: role, style }: { readonly of: ReplicaImage['role']; readonly style?: CSSProperties }) {
  return (
    <span className={`lane-badge is-${role}`} style={style}>
      {letters[role]}
    </span>
  )
}

export function RolesMark() {
  return (
    <>
      <RoleBadge of="leader" />
      <RoleBadge of="follower" />
    </>
  )
}
