/**
 * Walks members from the emptiest up and from the fullest down at once, level by level, each level in turn.
 * Counterpart: UniformHeterogeneousAssignmentBuilder.MemberAssignmentBalancer.
 */
export interface MemberBalancer {
  /** Live: the caller changes them as it moves partitions. */
  readonly sizes: readonly number[]
  readonly sorted: number[]
  /** [0, leastEnd) have all had `leastLevel` partitions when the range was last widened. */
  leastEnd: number
  leastLevel: number
  nextLeast: number
  /** [mostStart, mostEnd) likewise at the other end; members with nothing to give are swapped past its end. */
  mostStart: number
  mostEnd: number
  mostLevel: number
  nextMost: number
}

/** `members` is not empty. */
export function createBalancer(sizes: readonly number[], members: readonly number[]): MemberBalancer {
  const sorted = [...members].sort((a, b) => (sizes[a] as number) - (sizes[b] as number) || a - b)
  return {
    sizes,
    sorted,
    leastEnd: 0,
    leastLevel: (sizes[sorted[0] as number] as number) - 1,
    nextLeast: 0,
    mostStart: sorted.length,
    mostEnd: sorted.length,
    mostLevel: (sizes[sorted.at(-1) as number] as number) + 1,
    nextMost: sorted.length - 1,
  }
}

function sizeAt(balancer: MemberBalancer, position: number): number {
  return balancer.sizes[balancer.sorted[position] as number] as number
}

/** The member to give the next partition to, which it is then taken to have got. */
export function nextLeastLoaded(balancer: MemberBalancer): number {
  if (balancer.nextLeast >= balancer.leastEnd) {
    balancer.leastLevel++
    while (balancer.leastEnd < balancer.sorted.length && sizeAt(balancer, balancer.leastEnd) === balancer.leastLevel)
      balancer.leastEnd++
    balancer.nextLeast = 0
  }
  return balancer.sorted[balancer.nextLeast++] as number
}

/** The member to take the next partition from, -1 when nobody has any left to give. */
export function nextMostLoaded(balancer: MemberBalancer): number {
  if (balancer.nextMost < balancer.mostStart) {
    // An emptied range has no level to count down from; it starts again at whoever comes next.
    const emptied = balancer.mostEnd <= balancer.mostStart && balancer.mostStart > 0
    balancer.mostLevel = emptied ? sizeAt(balancer, balancer.mostStart - 1) : balancer.mostLevel - 1
    while (balancer.mostStart > 0 && sizeAt(balancer, balancer.mostStart - 1) === balancer.mostLevel)
      balancer.mostStart--
    balancer.nextMost = balancer.mostEnd - 1
  }
  if (balancer.nextMost < 0) return -1
  return balancer.sorted[balancer.nextMost--] as number
}

/** Leaves out the member that `nextMostLoaded` returned last. */
export function excludeMostLoaded(balancer: MemberBalancer): void {
  const { sorted } = balancer
  const position = balancer.nextMost + 1
  const last = balancer.mostEnd - 1
  const member = sorted[position] as number
  sorted[position] = sorted[last] as number
  sorted[last] = member
  balancer.mostEnd--
}

export function isLevel(balancer: MemberBalancer): boolean {
  return balancer.mostLevel - balancer.leastLevel <= 1
}
