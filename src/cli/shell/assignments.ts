/** `name=value`, `name[2]=value`, `name=(a b)`, and `+=` of each. */
import type { Machine } from '../terminal-state.ts'
import { arrayNamed, declaredOf, forgetArray, madeArray, nextIndex } from './arrays.ts'
import { type Expansion, elementKey, expandToArguments, expandToText } from './expand.ts'
import type { ShellProcess } from './process-state.ts'
import { integerOf, setVariable, variablesOf } from './sub-shells.ts'
import type { Assignment, Word } from './syntax.ts'

/** In the order in which they are expanded. */
export function wordsOfAssignment({ index, value, elements }: Assignment): Word[] {
  const inside = (elements ?? []).flatMap((element) => wordsOfAssignment({ name: '', append: false, ...element }))
  return [...(index === undefined ? [] : [index]), value, ...inside]
}

export function assign(machine: Machine, process: ShellProcess, assignment: Assignment, expansion: Expansion): void {
  const { name, index, value, append, elements } = assignment
  const { variables } = expansion
  if (elements !== undefined) return fill(process, assignment, expansion)
  if (index !== undefined) {
    const key = elementKey(name, index, expansion)
    const text = expandToText(value, expansion)
    variables.setElement(name, key, append ? (arrayNamed(process, name)?.elements.get(key) ?? '') + text : text)
    return
  }
  const text = expandToText(value, expansion)
  if (append) appendToVariable(machine, process, name, text)
  else setVariable(machine, process, name, text)
}

/** A number is added to: the clock, and whatever was declared to be one. */
export function appendToVariable(machine: Machine, process: ShellProcess, name: string, text: string): void {
  const before = variablesOf(machine, process).get(name) ?? ''
  const isNumber = name === 'SECONDS' || declaredOf(process, name).integer === true
  const sum = isNumber ? String(Number(before) + Number(integerOf(machine, process, text))) : before + text
  setVariable(machine, process, name, sum)
}

function fill(process: ShellProcess, { name, append, elements = [] }: Assignment, expansion: Expansion): void {
  const before = arrayNamed(process, name)
  const isAssociative = before?.associative === true
  // Words may name what the array held before.
  const pairs = elements.map((element) => ({
    key: element.index === undefined ? null : elementKey(name, element.index, expansion),
    values:
      element.index === undefined
        ? expandToArguments([element.value], expansion)
        : [expandToText(element.value, expansion)],
  }))
  if (!append) {
    forgetArray(process, name)
    process.variables.delete(name)
  }
  let next = append && before !== undefined ? nextIndex(before) : 0
  const array = madeArray(process, name, isAssociative)
  if (append && before === undefined) next = array.elements.size
  for (const { key, values } of pairs) {
    if (key !== null && !isAssociative) next = Number(key)
    for (const each of values) {
      expansion.variables.setElement(name, key ?? String(next), each)
      next++
    }
  }
}
