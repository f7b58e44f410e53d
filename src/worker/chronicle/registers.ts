import type { Sender } from '../../kafka/log/record-batch.ts'

/** Things that notes are about, each with a number. */
export class Register<Item> {
  private readonly numbers: Map<string, number>
  private readonly items: Item[]

  constructor(numbers: ReadonlyMap<string, number> = new Map(), items: readonly Item[] = []) {
    this.numbers = new Map(numbers)
    this.items = items.slice()
  }

  /** The number of what goes by `key`; what is new gets the next. */
  numberOf(key: string, make: () => Item): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.items.length)
    return this.items.push(make()) - 1
  }

  /** -1: nothing goes by it. */
  find(key: string): number {
    return this.numbers.get(key) ?? -1
  }

  item(number: number): Item {
    return this.items[number] as Item
  }

  /** A 1 for each number whose item it holds of. */
  marked(holds: (item: Item) => boolean): Uint8Array {
    return Uint8Array.from(this.items, (item) => (holds(item) ? 1 : 0))
  }

  copy(): Register<Item> {
    return new Register(this.numbers, this.items)
  }
}

export function keyOfSender({ scope, sinceUs }: Sender): string {
  return `${scope} ${sinceUs}`
}
