/**
 * Lists of a few things that come and go all the time: requests in flight, batches under way. A Map would make a new
 * table with every few deletions, and each table keeps alive the next and all that once stood in it until the whole heap
 * is collected: that was most of what survived a busy run.
 */

/** `splice`, without the list of what was taken out. An index of -1 takes out nothing. */
export function removeAt<T>(list: T[], index: number): void {
  if (index < 0) return
  for (let i = index + 1; i < list.length; i++) list[i - 1] = list[i] as T
  list.pop()
}

/** Takes out the first that is `element`, if any is. */
export function removeFrom<T>(list: T[], element: T): void {
  removeAt(list, list.indexOf(element))
}
