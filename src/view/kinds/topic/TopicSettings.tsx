import { sendCommand } from '../../../store/engine.ts'
import { MoveButtons } from '../../moves/MoveButtons.tsx'
import { ConfigEditor } from '../../panels/ConfigEditor.tsx'
import type { DetailProps } from '../kind-view.ts'
import { TopicCleaning } from '../log/Cleaning.tsx'

export function TopicSettings({ id, image }: DetailProps) {
  const topic = image.topics.get(id)
  if (topic === undefined) return null
  const apply = (entries: Record<string, string>) => {
    const changed = Object.entries(entries).filter(([key, value]) => topic.config[key] !== value)
    void sendCommand({ type: 'AlterTopicConfig', topic: id, config: Object.fromEntries(changed) })
  }
  return (
    <>
      {!topic.internal && <MoveButtons offers={[['moves.menu.factor', { kind: 'factor', topic: id }]]} />}
      <TopicCleaning topic={id} image={image} />
      <ConfigEditor key={id} scope="topic" given={topic.config} effective={{}} onApply={apply} />
    </>
  )
}
