/**
 * `<kafka-scope run="…" terminal height="420">`: a stage in somebody else's page. What stands in it is a link for pages
 * whose scripts are stripped; nothing is fetched before the element comes into view or something is run in it.
 */
import type { Call, ToldHappening } from '../messages.ts'
import { languageOf, WORDS } from './words.ts'

// In a file of its own the script takes no more than it needs: `messages.ts` has the frame's side.
const API_VERSION = 1
const DEFAULT_HEIGHT = 420
const DEFAULT_HEIGHT_WITH_TERMINAL = 600

interface Answer {
  readonly output: string
}
type Wanted = Call extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never
type Listener = (happening: ToldHappening) => void

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** Of the script that defined the element: where Kafkascope lies, and the language it was asked for. */
interface Script {
  readonly site: URL
  readonly named: string | undefined
}

let script: Script
let seen: IntersectionObserver
const scopes = new Set<KafkaScope>()

class KafkaScope extends HTMLElement {
  frame: HTMLIFrameElement | null = null
  #nextId = 1
  #ready = false
  readonly #calls = new Map<number, Waiting>()
  #unsent: object[] = []
  readonly #listeners = new Set<Listener>()

  connectedCallback(): void {
    scopes.add(this)
    const height = this.getAttribute('height')
    const usual = this.hasAttribute('terminal') ? DEFAULT_HEIGHT_WITH_TERMINAL : DEFAULT_HEIGHT
    this.style.display = 'block'
    this.style.height ||= `${Number(height) || usual}px`
    if (this.frame === null) seen.observe(this)
  }

  disconnectedCallback(): void {
    scopes.delete(this)
  }

  /** Within the page, where the browser can do that without loading the frame anew. */
  connectedMoveCallback(): void {}

  start(): void {
    if (this.frame !== null) return
    seen.unobserve(this)
    const frame = document.createElement('iframe')
    const language = languageOf(script.named ?? this.closest<HTMLElement>('[lang]')?.lang)
    frame.src = this.#address(language)
    frame.title = WORDS[language].frame
    frame.allow = 'fullscreen; clipboard-write'
    frame.style.cssText = 'display:block;width:100%;height:100%;border:0'
    this.replaceChildren(frame)
    this.frame = frame
  }

  #address(language: string): string {
    const asked = new URL(this.getAttribute('run') ?? '', script.site)
    // Whatever link it is, what is shown is of the site that this script is of.
    const address = new URL(`${asked.search}${asked.hash}`, script.site)
    const { searchParams } = address
    searchParams.set('embed', '')
    if (this.hasAttribute('terminal')) searchParams.set('terminal', '')
    searchParams.set('lang', language)
    searchParams.set('host', location.origin)
    const theme = this.getAttribute('theme')
    if (theme !== null) searchParams.set('theme', theme)
    return address.href
  }

  run(text: string): Promise<Answer> {
    return this.#call({ call: 'run', text })
  }

  seek(atMs: number): Promise<Answer> {
    return this.#call({ call: 'seek', atMs })
  }

  /** Returns what ends it. */
  onHappening(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) void this.#call({ call: 'onHappening' })
    return () => this.#listeners.delete(listener)
  }

  #call(wanted: Wanted): Promise<Answer> {
    this.start()
    const message = { kafkascope: API_VERSION, id: this.#nextId++, ...wanted }
    if (this.#ready) this.#post(message)
    else this.#unsent.push(message)
    return new Promise((resolve, reject) => this.#calls.set(message.id, { resolve, reject }))
  }

  #post(message: object): void {
    this.frame?.contentWindow?.postMessage(message, script.site.origin)
  }

  hear(data: Record<string, unknown>): void {
    if (data.subject === 'lti.frameResize' && Number(data.height) > 0 && !this.hasAttribute('height')) {
      // A figure leaves something of the text around it in sight.
      this.style.height = `${Math.max(Math.min(Number(data.height), innerHeight * 0.8), this.offsetHeight)}px`
    }
    if (data.kafkascope !== API_VERSION) return
    if (data.event === 'ready') {
      this.#ready = true
      for (const message of this.#unsent) this.#post(message)
      this.#unsent = []
    } else if (data.event === 'happening') {
      for (const listener of this.#listeners) listener(data.happening as ToldHappening)
    } else {
      const call = this.#calls.get(data.id as number)
      this.#calls.delete(data.id as number)
      if (typeof data.error === 'string') call?.reject(new Error(data.error))
      else call?.resolve({ output: String(data.output ?? '') })
    }
  }
}

/** `site`: the address under which Kafkascope lies. */
export function defineKafkaScope(site: URL, named?: string): void {
  script = { site, named }
  seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) (target as KafkaScope).start()
  })
  addEventListener('message', ({ source, origin, data }) => {
    if (origin !== site.origin || typeof data !== 'object' || data === null) return
    for (const scope of scopes) if (source !== null && scope.frame?.contentWindow === source) scope.hear(data)
  })
  customElements.define('kafka-scope', KafkaScope)
}

/** What a page's own scripts may ask of an element. */
export interface KafkaScopeElement extends HTMLElement {
  run(text: string): Promise<Answer>
  seek(atMs: number): Promise<Answer>
  onHappening(listener: Listener): () => void
}
