// Finds the places in a TypeScript module where its run may part ways, and cuts out what never ran. Text in, text out:
// what is kept stays as it was written.

import { parseSync } from 'vite'

/** Shorter expressions are not worth the call that takes their place. */
const SHORTEST_EXPRESSION = 14

/**
 * The regions of a module, each of which runs from its beginning whenever any of it does. Kinds: the inside of a
 * `block`, which may be empty; `statements` of a list; one `statement`; an `expression`. Of functions also `parameters`.
 */
export function findRegions(path, source) {
  const regions = []
  visit(parse(path, source), (node) => regionsOf(node, source, regions))
  return regions.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The module with a call at the beginning of every region. */
export function withCounters(source, regions, call) {
  const inserts = regions.flatMap(({ kind, start, end, id }) => {
    switch (kind) {
      case 'expression':
        return [
          { at: start, text: `(${call(id)}, ` },
          { at: end, text: ')', opened: start },
        ]
      case 'statement':
        return [
          { at: start, text: `{ ${call(id)}; ` },
          { at: end, text: ' }', opened: start },
        ]
      default:
        return [{ at: start, text: `${call(id)}; ` }]
    }
  })
  // In one place, regions end before others begin, and inner ones end before outer ones; outer ones begin first as it is.
  inserts.sort((a, b) => a.at - b.at || (b.opened ?? -1) - (a.opened ?? -1))
  let code = ''
  let from = 0
  for (const { at, text } of inserts) {
    code += source.slice(from, at) + text
    from = at
  }
  return code + source.slice(from)
}

/** The module with `instead` in place of every region that did not run. */
export function cut(source, regions, ran, instead) {
  let code = ''
  let from = 0
  for (const region of regions) {
    const { kind, start, end, parameters, id } = region
    if (start < from || ran(id) || regions.some((other) => isWithin(other, region) && ran(other.id))) continue
    if (parameters !== undefined) {
      code += source.slice(from, parameters.start)
      from = parameters.end
    }
    code += source.slice(from, start) + (kind === 'expression' ? instead : `${instead};`)
    from = end
  }
  return code + source.slice(from)
}

/** The module with a note at every call outside of functions that it need not be made where its result is not used. */
export function withPureTables(path, source) {
  const inserts = []
  const look = (node) => {
    if (/Function|^MethodDefinition$/.test(node.type)) return
    if (node.type === 'CallExpression' || node.type === 'NewExpression') inserts.push(node.start)
    for (const child of childrenOf(node)) look(child)
  }
  look(parse(path, source))
  let code = ''
  let from = 0
  for (const at of [...new Set(inserts)].sort((a, b) => a - b)) {
    code += `${source.slice(from, at)}/* @__PURE__ */ `
    from = at
  }
  return code + source.slice(from)
}

/** A function declared in a region may have been called from before it. */
function isWithin(inner, outer) {
  return inner !== outer && inner.start >= outer.start && inner.end <= outer.end
}

function visit(node, look) {
  look(node)
  for (const child of childrenOf(node)) visit(child, look)
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((child) => typeof child?.type === 'string')
}

function parse(path, source) {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  return program
}

function regionsOf(node, source, regions) {
  const add = (kind, { start, end }, more) => regions.push({ kind, start, end, ...more })
  const inside = ({ start, end }) => ({ start: start + 1, end: end - 1 })
  const branch = (child) => {
    if (child?.type === 'BlockStatement') add('block', inside(child))
    else if (child) add('statement', child)
  }
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.body?.type === 'BlockStatement')
        add('block', inside(node.body), { parameters: parametersOf(node, source) })
      else if (node.body) addExpression(node.body, add)
      break
    case 'IfStatement':
      branch(node.consequent)
      branch(node.alternate)
      break
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      branch(node.body)
      break
    case 'CatchClause':
      branch(node.body)
      break
    case 'ConditionalExpression':
      addExpression(node.consequent, add)
      addExpression(node.alternate, add)
      break
    case 'AssignmentPattern':
    case 'LogicalExpression':
      addExpression(node.right, add)
      break
    case 'SwitchCase':
      if (node.consequent.length > 0)
        add('statements', { start: node.consequent[0].start, end: node.consequent.at(-1).end })
      addTails(node.consequent, add)
      break
    case 'BlockStatement':
      addTails(node.body, add)
      break
  }
}

function addExpression(node, add) {
  if (node.end - node.start >= SHORTEST_EXPRESSION) add('expression', node)
}

/** After whatever may return, throw or break. */
function addTails(statements, add) {
  for (let i = 1; i < statements.length; i++) {
    const before = statements[i - 1].type
    const goesOn =
      before === 'VariableDeclaration' || before === 'ExpressionStatement' || before === 'FunctionDeclaration'
    if (!goesOn) add('statements', { start: statements[i].start, end: statements.at(-1).end })
  }
}

/** What stands between a function's parentheses; undefined where nothing does, or where it must stay. */
function parametersOf({ params, type }, source) {
  if (params.length === 0 || type === 'ArrowFunctionExpression') return undefined
  const { start } = params[0]
  if (/\bset\s+[#\w$]+\s*\($/.test(source.slice(0, start))) return undefined
  const end = source.indexOf(')', params.at(-1).end)
  return { start, end }
}
