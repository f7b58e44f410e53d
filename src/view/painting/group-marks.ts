/** Each group's colour number and letter, and where it stands on each partition. */
import type { ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'

/** Colours named `--group-1` and so on in `stage.css`; more groups than this share them, told apart by letter. */
const GROUP_COLOURS = 4

export interface GroupMark {
  readonly groupId: string
  /** 1 to `GROUP_COLOURS`. */
  readonly colour: number
  readonly letter: string
}

export interface GroupPlace extends GroupMark {
  /** Next offset to hand to the application; -1 unknown or nobody assigned. */
  readonly position: number
  /** -1 none. */
  readonly committed: number
}

/** Marks in the order in which groups stand on stage; a letter is the first of the group's name that no earlier group has. */
export function groupMarks(image: Pick<ClusterImage, 'groups' | 'members'>): Map<string, GroupMark> {
  const marks = new Map<string, GroupMark>()
  const taken = new Set<string>()
  for (const { groupId } of groupsOf(image)) {
    const letter = [...groupId.toUpperCase(), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find(
      (one) => /[\p{L}\p{N}]/u.test(one) && !taken.has(one),
    )
    taken.add(letter ?? '?')
    marks.set(groupId, { groupId, colour: (marks.size % GROUP_COLOURS) + 1, letter: letter ?? '?' })
  }
  return marks
}

export function replicasByPartition(image: Pick<ClusterImage, 'replicas'>): Map<string, ReplicaImage[]> {
  const replicas = new Map<string, ReplicaImage[]>()
  for (const replica of image.replicas.values()) {
    const others = replicas.get(replica.topicPartition)
    if (others === undefined) replicas.set(replica.topicPartition, [replica])
    else others.push(replica)
  }
  return replicas
}

/** By partition: every group's position (memory) and committed offset (durable). */
export function groupPlaces(image: ClusterImage): Map<string, GroupPlace[]> {
  const marks = groupMarks(image)
  const places = new Map<string, GroupPlace[]>()
  const put = (topicPartition: string, place: GroupPlace) => {
    const others = places.get(topicPartition)
    if (others === undefined) places.set(topicPartition, [place])
    else if (!others.some((other) => other.groupId === place.groupId)) others.push(place)
  }
  for (const member of image.members.values()) {
    const mark = marks.get(member.groupId)
    if (mark === undefined) continue
    for (const { topicPartition, position, committed } of member.assignment)
      put(topicPartition, { ...mark, position, committed })
  }
  for (const group of image.groups.values()) {
    const mark = marks.get(group.groupId)
    if (mark === undefined) continue
    for (const { topicPartition, offset } of group.committed)
      put(topicPartition, { ...mark, position: -1, committed: offset })
  }
  return places
}

/**
 * Groups in the order their first members were added, whether or not the coordinator knows them yet; then those without
 * members by name. The coordinators' own order would change with every failover, and groups would jump about. The empty
 * id stands for consumers without a group.
 */
export function groupsOf(
  image: Pick<ClusterImage, 'groups' | 'members'>,
): readonly { readonly groupId: string; readonly members: readonly string[] }[] {
  const groups = new Map<string, string[]>()
  for (const member of image.members.values()) {
    const names = groups.get(member.groupId)
    if (names === undefined) groups.set(member.groupId, [member.name])
    else names.push(member.name)
  }
  const memberless = [...image.groups.keys()].filter((groupId) => !groups.has(groupId))
  for (const groupId of memberless.sort((a, b) => (a < b ? -1 : 1))) groups.set(groupId, [])
  return [...groups].map(([groupId, members]) => ({ groupId, members }))
}
