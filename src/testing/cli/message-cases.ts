/**
 * `node scripts/run.mjs src/testing/cli/message-cases.ts`: the sample messages as JSON for
 * `conformance/message-sizes/MessageSizes.java`, which adds what Kafka's own classes write for them.
 */
import { sampleMessages } from '../sample-messages.ts'
import { wireForm } from '../wire-form.ts'

const lines = sampleMessages().map((message) => JSON.stringify(wireForm(message)))
console.log(`[\n${lines.join(',\n')}\n]`)
