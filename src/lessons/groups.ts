import type { ConsumerSpec } from '../kafka/cluster/commands.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'

/**
 * One more member for `groupId`, made like those it has; without a group, for the first one with three members or more.
 * Null when there is nobody to take after.
 */
export function oneConsumerMore(image: ClusterImage, groupId: string | null = null): ConsumerSpec | null {
  // By the members' own rows: what the coordinator calls them are ids that no node answers to, and while it moves to
  // another broker it calls them nothing at all.
  const groupIds = new Set([...image.members.values()].map((member) => member.groupId))
  for (const id of groupIds) {
    const members = [...image.members.values()].filter((member) => member.groupId === id)
    if (groupId === null ? members.length < 3 : id !== groupId) continue
    const spec = members.map((member) => member.spec).find((each) => each !== null)
    if (spec === undefined) continue
    let number = members.length + 1
    const name = () => spec.name.replace(/\d*$/, String(number))
    while (image.members.has(name())) number++
    return { ...spec, name: name() }
  }
  return null
}
