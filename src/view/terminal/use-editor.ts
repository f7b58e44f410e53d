/** What an editor's panel knows and does: its draft, the keys of vi and nano, and saving by commands of the run. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { EditorImage } from '../../kafka/observe/cluster-image.ts'
import { leaveStory } from '../../store/stories-store.ts'
import { inTurn } from '../../store/terminals-store.ts'
import {
  changed,
  type Draft,
  doneAgain,
  fileOf,
  forgetDraft,
  freshDraft,
  linesToEdit,
  ownerOf,
  setDraft,
  startOfLine,
  takenBack,
  useDrafts,
} from './editor-drafts.ts'
import { leaveInsert, lineEnd, lineStart, readColon, searched, type ViEffect, viKey } from './vi-keys.ts'

/** A line that is asked for at the panel's foot. */
export interface EditorPrompt {
  /** `leave`: nano asks whether to save first. */
  readonly kind: 'colon' | 'search' | 'name' | 'leave'
  readonly typed: string
}

export interface Editor {
  readonly draft: Draft
  /** Changes of an earlier editor that wait to be taken up or forgotten. */
  readonly earlier: Draft | null
  readonly mode: 'normal' | 'insert'
  readonly prompt: EditorPrompt | null
  readonly message: string
  readonly mayWrite: boolean
  /** Whether the panel moved the cursor, and the text field has to follow. */
  readonly moved: number
  write(text: string, cursor: number): void
  point(cursor: number): void
  /** False where the key is the text field's own. */
  press(key: string): boolean
  paste(text: string): void
  setPrompt(prompt: EditorPrompt | null): void
  answer(prompt: EditorPrompt): void
  save(leaves: boolean): void
  leave(): void
  takeUp(): void
  forget(): void
}

interface Keys {
  readonly mode: 'normal' | 'insert'
  readonly pending: string
  readonly register: string
  readonly searched: string
}

export function isVi({ program }: EditorImage): boolean {
  return program !== 'nano'
}

/** A finger has no Esc: it writes at once. */
function firstMode(editor: EditorImage): Keys['mode'] {
  return isVi(editor) && window.matchMedia?.('(pointer: coarse)').matches !== true ? 'normal' : 'insert'
}

/** The draft of this editor, and one that another before it has left. */
function useDraft(terminal: string, editor: EditorImage) {
  const { path, text: saved, saidTimes } = editor
  const kept = useDrafts((drafts) => drafts[path])
  const [fresh] = useState(() => freshDraft(terminal, editor))
  const isOwn = kept?.owner === ownerOf(terminal, editor)
  const differs = kept !== undefined && kept.text !== linesToEdit(saved)
  const draft = isOwn && kept !== undefined ? { ...kept, changed: differs } : fresh
  const heard = useRef(saidTimes)
  useEffect(() => {
    // Whoever is still here after an answer could not be saved.
    const stays = heard.current !== saidTimes && draft.leaving
    heard.current = saidTimes
    if (isOwn && (stays || kept?.changed !== draft.changed)) setDraft(path, { ...draft, leaving: false })
  })
  return { draft, earlier: !isOwn && kept?.changed === true && differs ? kept : null }
}

export function useEditor(terminal: string, editor: EditorImage): Editor {
  const t = useT()
  const { path, readOnly, text: saved, saidTimes } = editor
  const { draft, earlier } = useDraft(terminal, editor)
  const [keys, setKeys] = useState<Keys>(() => ({ mode: firstMode(editor), pending: '', register: '', searched: '' }))
  const [prompt, setPrompt] = useState<EditorPrompt | null>(null)
  const [own, setOwn] = useState({ text: '', at: -1 })
  const [moved, setMoved] = useState(0)
  const say = (text: string) => setOwn({ text, at: saidTimes })
  const put = (next: Draft) => {
    setDraft(path, next)
    setMoved((times) => times + 1)
  }
  const change = (text: string, cursor: number) => put(changed(draft, text, cursor, saved))
  const send = (command: Parameters<typeof inTurn>[1]) => {
    leaveStory()
    void inTurn(terminal, command)
  }
  const saveAs = (name: string, leaves: boolean) => {
    setOwn({ text: '', at: -1 })
    setDraft(path, { ...draft, leaving: leaves })
    const content = fileOf(draft.text)
    send({ type: 'SaveFile', terminal, path: name === '' ? editor.name : name, content, leaves })
  }
  const leave = () => {
    forgetDraft(path)
    send({ type: 'LeaveEditor', terminal })
  }
  const scene: Scene = { editor, draft, keys, saved, t, say, put, change, saveAs, leave, setKeys, setPrompt }
  return {
    ...{ draft, earlier, prompt, moved, setPrompt, leave },
    mode: keys.mode,
    message: own.at === saidTimes && own.text !== '' ? own.text : editor.said,
    mayWrite: !readOnly && earlier === null && keys.mode === 'insert',
    write: (text, cursor) => setDraft(path, changed(draft, text, cursor, saved)),
    point: (cursor) => setDraft(path, { ...draft, cursor }),
    press: (key) => (keys.mode === 'insert' ? pressInserting(scene, key) : pressVi(scene, key)),
    paste: (text) => pasteInto(scene, text),
    answer: (given) => answer(scene, given),
    save: (leaves) => (readOnly ? say(readOnlyWords(editor)) : saveAs('', leaves)),
    takeUp: () => earlier !== null && put({ ...earlier, owner: ownerOf(terminal, editor) }),
    forget: () => forgetDraft(path),
  }
}

function pasteInto({ editor, draft, keys, t, say, change, setKeys }: Scene, text: string): void {
  if (editor.readOnly) return say(t('terminal.editor.readOnly'))
  const { cursor } = draft
  change(draft.text.slice(0, cursor) + text + draft.text.slice(cursor), cursor + text.length)
  setKeys({ ...keys, mode: 'insert', pending: '' })
}

function find({ editor, draft, keys, say, put, setKeys }: Scene, words: string): void {
  const at = searched(draft.text, words, draft.cursor)
  setKeys({ ...keys, pending: '', searched: words })
  if (at === -1) say(isVi(editor) ? `E486: Pattern not found: ${words}` : `[ "${words}" not found ]`)
  else put({ ...draft, cursor: at })
}

interface Scene {
  readonly editor: EditorImage
  readonly draft: Draft
  readonly keys: Keys
  readonly saved: string
  readonly t: ReturnType<typeof useT>
  say(text: string): void
  put(draft: Draft): void
  change(text: string, cursor: number): void
  saveAs(name: string, leaves: boolean): void
  leave(): void
  setKeys(keys: Keys): void
  setPrompt(prompt: EditorPrompt | null): void
}

function readOnlyWords(editor: EditorImage): string {
  return isVi(editor) ? "E45: 'readonly' option is set (add ! to override)" : '[ Key is invalid in view mode ]'
}

/** Esc and what nano does with Ctrl; everything else is typed. */
function pressInserting(scene: Scene, key: string): boolean {
  const { editor, draft, keys, saved, put } = scene
  if (key === 'Ctrl+z' || key === 'Ctrl+Z' || key === 'Ctrl+y') {
    put(key === 'Ctrl+z' ? takenBack(draft, saved) : doneAgain(draft, saved))
    return true
  }
  if (isVi(editor)) {
    if (key !== 'Escape' && key !== 'Ctrl+c' && key !== 'Ctrl+[') return false
    const { cursor } = leaveInsert({ ...keys, text: draft.text, cursor: draft.cursor })
    put({ ...draft, cursor })
    scene.setKeys({ ...keys, mode: 'normal', pending: '' })
    return true
  }
  return pressNano(scene, key)
}

function pressNano(scene: Scene, key: string): boolean {
  const { editor, draft, keys, say, change } = scene
  const { text, cursor } = draft
  switch (key) {
    case 'Ctrl+o':
    case 'F3':
      if (editor.readOnly) say(readOnlyWords(editor))
      else scene.setPrompt({ kind: 'name', typed: editor.name })
      return true
    case 'Ctrl+s':
      if (editor.readOnly) say(readOnlyWords(editor))
      else scene.saveAs('', false)
      return true
    case 'Ctrl+x':
    case 'F2':
      if (draft.changed) scene.setPrompt({ kind: 'leave', typed: '' })
      else scene.leave()
      return true
    case 'Ctrl+k': {
      const start = lineStart(text, cursor)
      const end = lineEnd(text, cursor)
      scene.setKeys({ ...keys, register: `${text.slice(start, end)}\n` })
      change(text.slice(0, start) + text.slice(end + 1), start)
      return true
    }
    case 'Ctrl+u':
      change(text.slice(0, cursor) + keys.register + text.slice(cursor), cursor + keys.register.length)
      return true
    case 'Ctrl+w':
    case 'Ctrl+f':
      scene.setPrompt({ kind: 'search', typed: keys.searched })
      return true
    case 'Ctrl+c':
      say(`[ line ${text.slice(0, cursor).split('\n').length}/${text.split('\n').length} ]`)
      return true
    default:
      return false
  }
}

function pressVi(scene: Scene, key: string): boolean {
  const { draft, keys } = scene
  if (key === 'Ctrl+c') {
    scene.say('Type  :qa  and press <Enter> to exit Vim')
    return true
  }
  const step = viKey({ ...keys, text: draft.text, cursor: draft.cursor }, key)
  const { mode, text, cursor, pending, register } = step.state
  const writes = mode === 'insert' || text !== draft.text
  if (writes && scene.editor.readOnly) {
    scene.say(scene.t('terminal.editor.readOnly'))
    return true
  }
  scene.setKeys({ ...keys, mode, pending, register })
  if (text !== draft.text || cursor !== draft.cursor) scene.change(text, cursor)
  carryOut(scene, step.effect, key)
  return true
}

function carryOut(scene: Scene, effect: ViEffect, key: string): void {
  const { draft, saved, put, say, t } = scene
  if (effect === 'colon') scene.setPrompt({ kind: 'colon', typed: '' })
  else if (effect === 'search') scene.setPrompt({ kind: 'search', typed: '' })
  else if (effect === 'next') find(scene, scene.keys.searched)
  else if (effect === 'undo') put(takenBack(draft, saved))
  else if (effect === 'redo') put(doneAgain(draft, saved))
  else if (effect === 'saveAndLeave') answer(scene, { kind: 'colon', typed: draft.changed ? 'wq' : 'q' })
  else if (effect === 'leave') scene.leave()
  else if (effect === 'unknown') say(t('terminal.editor.noKey', { key }))
}

/** A prompt was answered with Enter, or nano's question with a letter. */
function answer(scene: Scene, { kind, typed }: EditorPrompt): void {
  scene.setPrompt(null)
  if (kind === 'search') return find(scene, typed === '' ? scene.keys.searched : typed)
  if (kind === 'name') return typed === '' ? undefined : scene.saveAs(typed, false)
  if (kind === 'colon') return obey(scene, typed)
  if (/^y/i.test(typed)) scene.saveAs('', true)
  else if (/^n/i.test(typed)) scene.leave()
}

function obey(scene: Scene, typed: string): void {
  const { editor, draft, say, t } = scene
  const command = readColon(typed)
  switch (command.kind) {
    case 'none':
      return
    case 'line':
      return scene.put({ ...draft, cursor: startOfLine(draft.text, command.line) })
    case 'quit':
      if (draft.changed && !command.forced) return say('E37: No write since last change (add ! to override)')
      return scene.leave()
    case 'write':
      if (editor.readOnly && !command.forced && command.name === '') return say(readOnlyWords(editor))
      return scene.saveAs(command.name, command.leaves)
    default:
      say(t('terminal.editor.noColon', { command: `:${typed.trim()}` }))
  }
}
