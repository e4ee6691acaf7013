import {readdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {EnvelopeForm} from '../../src/logs/define-envelope.js'

const folder = fileURLToPath(new URL('../../src/logs/envelopes/', import.meta.url))

/** Every envelope of the folder with the id that its file name gives it. */
export const namedEnvelopes: readonly {readonly id: string; readonly form: EnvelopeForm}[] = await Promise.all(
  readdirSync(folder)
    .filter(name => name.endsWith('.ts') && !name.startsWith('_'))
    .sort()
    .map(async name => ({
      id: name.slice(0, -3),
      form: ((await import(`${folder}${name}`)) as {default: EnvelopeForm}).default,
    })),
)

export const envelopes: readonly EnvelopeForm[] = namedEnvelopes.map(({form}) => form)
