/**
 * `embed.js`: what a page of somebody else's loads. It defines `<kafka-scope>`, and with `data-auto` gives the shell blocks
 * of the page a button that runs them on one stage.
 */
import { defineKafkaScope, type KafkaScopeElement } from './kafka-scope.ts'
import { shellBlocks, textOf } from './shell-blocks.ts'
import { languageOf, WORDS } from './words.ts'

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="embed.js"]')
// Loaded twice, it is there once.
if (script !== null && customElements.get('kafka-scope') === undefined) start(script)

/** In `data-` attributes, or in the address where a generator writes the element itself: `embed.js?auto&lang=ko`. */
interface Settings {
  readonly auto?: string
  readonly lang?: string
  readonly run?: string
  readonly height?: string
  readonly theme?: string
}

function start({ src, dataset }: HTMLScriptElement): void {
  const settings: Settings = { ...Object.fromEntries(new URL(src).searchParams), ...dataset }
  defineKafkaScope(new URL('.', src), settings.lang)
  const stage = () =>
    document.querySelector<KafkaScopeElement>('kafka-scope') ?? stageAfter(document.body.lastElementChild)
  const stageAfter = (place: Element | null): KafkaScopeElement => {
    const made = document.createElement('kafka-scope') as KafkaScopeElement
    made.setAttribute('terminal', '')
    for (const name of ['run', 'height', 'theme'] as const) if (settings[name]) made.setAttribute(name, settings[name])
    made.dataset.auto = ''
    place?.after(made)
    return made
  }
  Object.assign(window, {
    kafkascope: {
      version: 1,
      run: (text: string) => stage().run(text),
      seek: (atMs: number) => stage().seek(atMs),
      onHappening: (listener: Parameters<KafkaScopeElement['onHappening']>[0]) => stage().onHappening(listener),
    },
  })
  if (settings.auto === undefined) return
  whenParsed(() => addButtons(stageAfter, settings.lang))
}

function whenParsed(begin: () => void): void {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin)
  else begin()
}

function addButtons(stageAfter: (place: Element) => KafkaScopeElement, named: string | undefined): void {
  const style = new CSSStyleSheet()
  // Of no weight at all, so that the page's own rules for the class win.
  style.replaceSync(
    ':where(.kafka-scope-run){display:inline-block;margin:.25rem 0 .75rem;padding:.2rem .7rem;font:inherit;font-size:.85em;color:inherit;background:0 0;border:1px solid;border-radius:.4rem;cursor:pointer}',
  )
  document.adoptedStyleSheets.push(style)
  const language = languageOf(named ?? document.documentElement.lang)
  const buttons = new Map<Element, HTMLElement>()
  const look = () => {
    for (const { text, end } of shellBlocks(document)) {
      // A page that draws itself anew throws away what it does not know.
      if (buttons.get(text)?.isConnected) continue
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'kafka-scope-run'
      button.textContent = `▶ ${WORDS[language].run}`
      button.title = WORDS[language].about
      button.onclick = () => runBlock(textOf(text), button, stageAfter)
      end.after(button)
      buttons.set(text, button)
    }
  }
  look()
  let due = false
  new MutationObserver(() => {
    if (due) return
    due = true
    setTimeout(() => {
      due = false
      look()
    }, 200)
  }).observe(document.body, { childList: true, subtree: true })
}

/** The one stage comes to the block that runs, where the browser moves a frame without loading it anew, or else into sight. */
function runBlock(text: string, button: HTMLElement, stageAfter: (place: Element) => KafkaScopeElement): void {
  let stage = document.querySelector<KafkaScopeElement>('kafka-scope')
  const around = button.parentNode as (ParentNode & { moveBefore?: (node: Node, before: Node | null) => void }) | null
  if (stage === null) stage = stageAfter(button)
  else if (stage.dataset.auto !== undefined && stage.previousSibling !== button)
    around?.moveBefore?.(stage, button.nextSibling)
  stage.scrollIntoView({ block: 'nearest' })
  void stage.run(text).catch(() => undefined)
}
