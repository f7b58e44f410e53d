import { useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { MovePurpose } from '../../store/dialog-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useAtLeisure } from '../parts/use-at-leisure.ts'
import { PlanForm } from './PlanForm.tsx'
import { aliveBrokers, movesForFactor, movesOff, movesTo } from './plan-moves.ts'
import { UnderWay } from './UnderWay.tsx'
import './moves.css'

/** The picture goes on behind it: what is under way is read a few times a second. */
const READ_EVERY_MS = 250

/** What the dialog is about. */
export function movesTitle(purpose: MovePurpose, t: Translate): string {
  switch (purpose.kind) {
    case 'underWay':
      return t('moves.title')
    case 'factor':
      return t('moves.title.factor', { topic: purpose.topic })
    default:
      return t(`moves.title.${purpose.kind}`, { broker: brokerNode(purpose.broker) })
  }
}

/** Replicas that move: what is under way, and a plan for what shall, to be looked at before it begins. */
export function MovesDialog({ purpose }: { readonly purpose: MovePurpose }) {
  const { image } = useAtLeisure(useImageStore, READ_EVERY_MS)
  return (
    <div className="moves">
      <UnderWay image={image} />
      {purpose.kind === 'here' && <MoveHere broker={purpose.broker} image={image} />}
      {purpose.kind === 'factor' && <ChangeFactor topic={purpose.topic} image={image} />}
      {purpose.kind === 'drain' && <Drain broker={purpose.broker} image={image} />}
    </div>
  )
}

function MoveHere({ broker, image }: { readonly broker: number; readonly image: ClusterImage }) {
  const t = useT()
  const topics = [...image.topics.values()].filter(({ internal }) => !internal).map(({ name }) => name)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = new Set(topics.filter((name) => !left.has(name)))
  const plan = movesTo(image, broker, chosen)
  const nothing =
    topics.length === 0 ? 'moves.noTopic' : chosen.size === 0 ? 'moves.noTopicChosen' : 'moves.nothingHere'
  return (
    <>
      {/* Of choosing nothing is said where there is nothing to choose. */}
      {plan.moves.length > 0 && <p className="muted">{t('moves.here', { broker: brokerNode(broker) })}</p>}
      {topics.length > 1 && (
        <fieldset className="moves-topics">
          <legend>{t('moves.topics')}</legend>
          {topics.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={chosen.has(name)}
                onChange={({ target }) =>
                  setLeft(new Set(target.checked ? [...left].filter((each) => each !== name) : [...left, name]))
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <PlanForm plan={plan} image={image} nothing={nothing} />
    </>
  )
}

function ChangeFactor({ topic, image }: { readonly topic: string; readonly image: ClusterImage }) {
  const t = useT()
  const now = image.topics.get(topic)?.replicationFactor ?? 1
  const most = aliveBrokers(image).length
  const [factor, setFactor] = useState(() => (now < most ? now + 1 : Math.max(1, now - 1)))
  return (
    <>
      <p className="muted">{t('moves.factor', { topic })}</p>
      <label className="config-row">
        {t('moves.factorLabel')}
        <input
          type="number"
          className="field"
          min={1}
          max={most}
          value={factor}
          onChange={({ target }) => setFactor(Math.max(1, Math.round(target.valueAsNumber || 1)))}
        />
      </label>
      <PlanForm plan={movesForFactor(image, topic, factor)} image={image} nothing="moves.nothingFactor" />
    </>
  )
}

function Drain({ broker, image }: { readonly broker: number; readonly image: ClusterImage }) {
  const t = useT()
  const node = brokerNode(broker)
  return (
    <>
      <p className="muted">{t('moves.drain', { broker: node })}</p>
      <PlanForm plan={movesOff(image, broker)} image={image} nothing="moves.nothingDrain" thenStop={node} isWhole />
    </>
  )
}
