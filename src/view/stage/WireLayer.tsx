import { type KeyboardEvent, type MouseEvent, memo } from 'react'
import { useT } from '../../i18n/index.ts'
import type { LinkImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { pointAt } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { isTroubled, type StageWire } from '../layout/wires.ts'
import type { EdgeKind } from '../scenes/scene.ts'
import { type LinkAction, linkCommands } from './actions.ts'
import { setHover, useStageView } from './stage-view-store.ts'
import { linkLabel } from './words.ts'

export interface WireLayerProps {
  readonly layout: StageLayout
  readonly wires: readonly StageWire[]
  /** How wires look, by the names of their kinds. */
  readonly kinds: Readonly<Record<string, EdgeKind>>
  readonly links: ReadonlyMap<string, LinkImage>
  /** Wires wait until the election has been announced before they point to the new leader. */
  readonly electing: boolean
  /** Selects a message under the pointer; false when there is none, and the click is meant for the wire. */
  pickMessage(clientX: number, clientY: number): boolean
}

/** The wires, beneath the cards. What travels on them is painted by the canvas above. */
export const WireLayer = memo(function WireLayer(props: WireLayerProps) {
  const { layout, wires, kinds, links, electing, pickMessage } = props
  const t = useT()
  const selection = useSelectionStore((state) => state.selection)
  const hover = useStageView((view) => view.hover)
  const chosen = selection?.kind === 'link' ? selection.id : null
  const firstOfLink = new Map<string, string>()
  for (const wire of wires) if (!firstOfLink.has(wire.link)) firstOfLink.set(wire.link, wire.id)
  const tabStop = wires.some((wire) => wire.link === chosen) ? chosen : (wires[0]?.link ?? null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG cannot be a fieldset.
    <svg
      className={electing ? 'wires is-electing' : 'wires'}
      width={layout.width}
      height={layout.height}
      role="group"
      aria-label={t('stage.wires')}
    >
      {wires.map((wire) => {
        const link = links.get(wire.link)
        const isFirst = firstOfLink.get(wire.link) === wire.id
        const hovered = hover?.kind === 'wire' && hover.wireId === wire.id
        return (
          <g
            key={wire.id}
            className={`${kindClass(wire, kinds)}${stateClass(link, chosen === wire.link, hovered)}`}
            onPointerEnter={() => setHover({ kind: 'wire', wireId: wire.id })}
          >
            <path className="wire-line" d={wire.line.d} />
            <WireHit
              wire={wire}
              label={isFirst ? linkLabel(t, wire.from, wire.to, link) : null}
              tabStop={tabStop === wire.link}
              link={link}
              pickMessage={pickMessage}
            />
          </g>
        )
      })}
    </svg>
  )
}, sameWires)

interface WireHitProps {
  readonly wire: StageWire
  /** Null on all but one wire of a link: the link is one thing to a keyboard, however many lanes it ends at. */
  readonly label: string | null
  readonly tabStop: boolean
  readonly link: LinkImage | undefined
  pickMessage(clientX: number, clientY: number): boolean
}

function WireHit({ wire, label, tabStop, link, pickMessage }: WireHitProps) {
  const onClick = (event: MouseEvent) => {
    if (!pickMessage(event.clientX, event.clientY)) select(wire.link)
  }
  // biome-ignore lint/a11y/noStaticElementInteractions: its sibling has the name and the keys.
  if (label === null) return <path className="wire-hit" d={wire.line.d} onClick={onClick} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot have the shape of a wire.
    <path
      className="wire-hit"
      d={wire.line.d}
      role="button"
      tabIndex={tabStop ? 0 : -1}
      data-link={wire.link}
      aria-label={label}
      onClick={onClick}
      onKeyDown={(event) => onWireKey(event, wire.link, link)}
    />
  )
}

/** Red crosses on cut links, words on slow ones, and the scissors under the pointer: above the cards. */
export function WireMarks({ wires, links }: Pick<WireLayerProps, 'wires' | 'links'>) {
  const t = useT()
  const hoveredId = useStageView((view) => (view.hover?.kind === 'wire' ? view.hover.wireId : null))
  const troubled = wires.filter((wire) => isTroubled(links.get(wire.link)))
  const hovered = wires.find((wire) => wire.id === hoveredId)
  return (
    <>
      {troubled.map((wire) => {
        const link = links.get(wire.link)
        const action = link?.cut ? 'repair' : link?.holding ? 'release' : 'repair'
        return (
          <button
            key={wire.id}
            type="button"
            tabIndex={-1}
            className={link?.cut ? 'wire-mark is-cut' : 'wire-mark is-slow'}
            style={middleOf(wire)}
            title={`${linkLabel(t, wire.from, wire.to, link)} – ${t(action === 'release' ? 'stage.link.release' : 'stage.link.repair')}`}
            aria-hidden="true"
            onClick={() => sendLink(action, wire.link)}
          >
            {markText(link)}
          </button>
        )
      })}
      {hovered !== undefined && !isTroubled(links.get(hovered.link)) && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className="wire-mark is-scissors"
          style={middleOf(hovered)}
          title={t('stage.link.cutTitle', { a: hovered.from, b: hovered.to })}
          onClick={() => sendLink('cut', hovered.link)}
          onPointerLeave={() => setHover(null)}
        >
          ✂
        </button>
      )}
    </>
  )
}

/** As short as can be: the whole sentence is the mark's title. */
function markText(link: LinkImage | undefined): string {
  if (link === undefined || link.cut) return '✕'
  const words: string[] = []
  if (link.extraUs > 0) words.push(`+${link.extraUs / 1_000} ms`)
  if (link.holding || link.held > 0) words.push(`❚❚ ${link.held}`)
  return words.join(' ')
}

/** Sends what `action` means for the link `a|b`. */
export function sendLink(action: LinkAction, link: string): void {
  const [a = '', b = ''] = link.split('|')
  const commands = linkCommands(action, { a, b })
  const [only] = commands
  if (only !== undefined && commands.length === 1) void sendCommand(only)
  else void fetchPart(() => import('../../store/gesture.ts')).then(({ doTogether }) => doTogether(commands))
}

function kindClass({ kind }: StageWire, kinds: WireLayerProps['kinds']): string {
  const className = kind === null ? undefined : kinds[kind]?.className
  return className === undefined ? 'wire' : `wire ${className}`
}

function stateClass(link: LinkImage | undefined, selected: boolean, hovered: boolean): string {
  const trouble = link?.cut ? ' is-cut' : isTroubled(link) ? ' is-slow' : ''
  return `${trouble}${selected ? ' is-selected' : ''}${hovered ? ' is-hovered' : ''}`
}

function middleOf(wire: StageWire): { left: number; top: number } {
  const middle = { x: 0, y: 0 }
  pointAt(wire.line, 0.5, middle)
  return { left: middle.x, top: middle.y }
}

function select(link: string): void {
  useSelectionStore.getState().select({ kind: 'link', id: link })
}

/** Enter picks the wire; X cuts or repairs it, S slows it, H holds what is sent; arrows go to the next wire. */
function onWireKey(event: KeyboardEvent<SVGPathElement>, id: string, link: LinkImage | undefined): void {
  const key = event.key.toLowerCase()
  if (key === 'enter' || key === ' ') select(id)
  else if (key === 'x') sendLink(link?.cut ? 'repair' : 'cut', id)
  else if (key === 's') sendLink((link?.extraUs ?? 0) > 0 ? 'repair' : 'slow', id)
  else if (key === 'h') sendLink(link?.holding ? 'release' : 'hold', id)
  else if (key === 'arrowdown' || key === 'arrowright') focusWire(event.currentTarget, 1)
  else if (key === 'arrowup' || key === 'arrowleft') focusWire(event.currentTarget, -1)
  else return
  event.preventDefault()
}

function focusWire(current: SVGPathElement, direction: 1 | -1): void {
  const stops = [...(current.ownerSVGElement?.querySelectorAll<SVGPathElement>('[data-link]') ?? [])]
  stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(current) + direction))]?.focus()
}

function sameWires(a: WireLayerProps, b: WireLayerProps): boolean {
  return (
    a.electing === b.electing &&
    a.layout === b.layout &&
    a.wires === b.wires &&
    a.kinds === b.kinds &&
    a.links === b.links &&
    a.pickMessage === b.pickMessage
  )
}
