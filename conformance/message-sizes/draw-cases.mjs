/**
 * Messages of Kafka's protocol with drawn content, as JSON for MessageSizes.java: every message that has a table in
 * `src/kafka/protocol/generated/`, in its first, its first flexible and its last version. It reads Kafka's definitions
 * by itself, so that a mistake in our tables cannot hide here.
 *
 *   node conformance/message-sizes/draw-cases.mjs FOLDER > cases.json    FOLDER holds Kafka's message/*.json
 */
import { readdirSync, readFileSync } from 'node:fs'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: node conformance/message-sizes/draw-cases.mjs FOLDER')
const TABLES = 'src/kafka/protocol/generated'
const TEXTS = ['', 'orders', 'a'.repeat(126), 'b'.repeat(127), 'c'.repeat(300), '주문', 'café', '🎈 x']
const UUIDS = ['AAAAAAAAAAAAAAAAAAAAAA', 'MkU3OEVBNTcwNTJENDM2Qg', 'AAAAAAAAAAAAAAAAAAAAAQ']
let state = 6

const names = readdirSync(TABLES).flatMap((file) =>
  [...readFileSync(`${TABLES}/${file}`, 'utf8').matchAll(/name: '(\w+)',\n {2}apiKey: (\w+)/g)]
    .filter(([, name, key]) => key !== 'null' && /(Request|Response)$/.test(name))
    .map(([, name]) => name),
)
const cases = names.sort((a, b) => (a < b ? -1 : 1)).flatMap(casesOf)
process.stdout.write(`[\n${cases.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`)

function casesOf(name) {
  const text = readFileSync(`${folder}/message/${name}.json`, 'utf8').replace(/^\s*\/\/.*$/gm, '')
  const definition = JSON.parse(text.replace(/^((?:[^"\n]|"(?:[^"\\]|\\.)*")*?)\/\/.*$/gm, '$1'))
  const [first, last] = range(definition.validVersions)
  const [flexible] = range(definition.flexibleVersions) ?? [last]
  const structs = new Map((definition.commonStructs ?? []).map((struct) => [struct.name, struct.fields]))
  const versions = [...new Set([first, Math.min(Math.max(flexible, first), last), last, last])]
  return [...versions, last, last].map((version) => ({
    message: name,
    version,
    data: struct(definition.fields, structs, version),
  }))
}

function struct(fields, structs, version) {
  const value = {}
  for (const field of fields) {
    if (!within(field.versions, version)) continue
    const tagged = field.taggedVersions !== undefined && within(field.taggedVersions, version)
    if (tagged && draw(3) === 0) continue
    value[field.name[0].toLowerCase() + field.name.slice(1)] = drawn(field, structs, version)
  }
  return value
}

function drawn(field, structs, version) {
  if (field.nullableVersions !== undefined && within(field.nullableVersions, version) && draw(4) === 0) return null
  if (!field.type.startsWith('[]')) return scalar(field.type, field, structs, version)
  // Kafka keeps some lists as sets by key, which a second element of the same key would upset.
  const keyed = (field.fields ?? structs.get(field.type.slice(2)) ?? []).some((nested) => nested.mapKey === true)
  const length = draw(8) === 0 && !keyed && field.fields === undefined ? 130 : draw(keyed ? 2 : 4)
  return Array.from({ length }, () => scalar(field.type.slice(2), field, structs, version))
}

function scalar(type, field, structs, version) {
  if (type === 'string') return TEXTS[draw(TEXTS.length)]
  if (type === 'uuid') return UUIDS[draw(UUIDS.length)]
  if (type === 'bool') return draw(2) === 0
  if (type === 'bytes' || type === 'records') return Buffer.alloc(draw(3) * 100).toString('base64')
  if (/^(u?int|float)/.test(type)) return draw(3) - (type.startsWith('u') ? 0 : 1)
  return struct(field.fields ?? structs.get(type), structs, version)
}

function within(text, version) {
  const versions = range(text)
  return versions !== null && version >= versions[0] && version <= versions[1]
}

function range(text) {
  const found = /^(\d+)(\+)?(?:-(\d+))?$/.exec(text)
  return found === null ? null : [Number(found[1]), found[2] ? Infinity : Number(found[3] ?? found[1])]
}

/** An integer in [0, bound); the same on every run. */
function draw(bound) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * bound)
}
