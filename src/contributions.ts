import {builtIns} from './built-ins.js'
import {checkShape, type FieldKind} from './catalog/check-shape.js'
import {type Contribution, contributionError, type LazyContribution} from './catalog/contribution.js'
import {loadPluginFolder, readPluginManifest} from './catalog/load-plugin.js'
import {orderContributions} from './catalog/order-contributions.js'
import {type CpuModel, defineBank, defineCpu} from './errors/define-cpu.js'
import {defineEnvelope, type EnvelopeForm} from './logs/define-envelope.js'
import {defineEvidence, type LayoutEvidence} from './mirror/define-evidence.js'
import {defineRule, type Rule, type RuleNeed} from './mirror/define-rule.js'
import {type Dialect, defineDialect} from './records/define-dialect.js'
import {type DocumentFormat, defineDocument} from './records/define-document.js'
import type {Chart} from './report/charts/_chart.js'
import {defineRenderer, defineSection, type Renderer, type Section} from './report/document.js'
import {type Container, defineContainer} from './sources/container.js'
import {type Codec, defineCodec} from './sources/source.js'

/** The functions a third-party contribution file receives. */
export const pluginApi = {
  defineBank,
  defineCodec,
  defineContainer,
  defineCpu,
  defineDialect,
  defineDocument,
  defineEnvelope,
  defineEvidence,
  defineRenderer,
  defineRule,
  defineSection,
} as const

/** Fields a contribution of each kind must have; only these kinds are open to plugins. */
const OPEN_KINDS = {
  codecs: {title: 'string', sniff: 'function'},
  containers: {title: 'string', root: 'pattern', errors: 'pattern'},
  envelopes: {title: 'string', peel: 'function', samples: 'strings', order: 'number'},
  dialects: {title: 'string', literals: 'strings', samples: 'strings', read: 'function'},
  documents: {title: 'string', sniff: 'function', read: 'function'},
  cpus: {title: 'string', source: 'string', signatures: 'array', banks: 'array'},
  evidence: {title: 'string', claim: 'function'},
  rules: {title: 'string', group: 'string', needs: 'strings', cites: 'strings', argue: 'function'},
  sections: {title: 'string', order: 'number', compose: 'function'},
  renderers: {title: 'string', endings: 'strings', render: 'function'},
} as const satisfies Record<string, Record<string, FieldKind>>

type OpenKind = keyof typeof OPEN_KINDS

/** A rule whatever it needs: the judge hands each rule only the keys it names. */
export type AnyRule = Rule<RuleNeed>

/** Every contribution of this run, built-in and third-party, checked and in order. */
export interface Contributions {
  readonly codecs: readonly Contribution<Codec>[]
  readonly containers: readonly Contribution<Container>[]
  readonly envelopes: readonly Contribution<EnvelopeForm>[]
  readonly dialects: readonly Contribution<Dialect>[]
  readonly documents: readonly Contribution<DocumentFormat>[]
  readonly cpus: readonly Contribution<CpuModel>[]
  readonly evidence: readonly Contribution<LayoutEvidence>[]
  readonly rules: readonly Contribution<AnyRule>[]
  readonly sections: readonly LazyContribution<Section>[]
  readonly renderers: readonly LazyContribution<Renderer>[]
  /** Closed to plugins: charts draw with the d3 of this build. */
  readonly charts: readonly LazyContribution<Chart>[]
}

type PluginContributions = {readonly [Kind in OpenKind]: readonly Contribution[]}

const emptyPlugins = (): {[Kind in OpenKind]: Contribution[]} => ({
  codecs: [],
  containers: [],
  envelopes: [],
  dialects: [],
  documents: [],
  cpus: [],
  evidence: [],
  rules: [],
  sections: [],
  renderers: [],
})

const isOpenKind = (kind: string): kind is OpenKind => Object.hasOwn(OPEN_KINDS, kind)

async function loadPlugins(roots: readonly string[]): Promise<PluginContributions> {
  const found = emptyPlugins()
  for (const root of roots) {
    const manifest = await readPluginManifest(root)
    if (manifest === undefined) continue
    for (const kind of Object.keys(manifest.contributes)) {
      if (!isOpenKind(kind))
        throw contributionError(
          `${manifest.name}: cannot contribute '${kind}'; kinds are ${Object.keys(OPEN_KINDS).join(', ')}`,
        )
      const entries = await loadPluginFolder(manifest, kind, pluginApi)
      for (const entry of entries) checkShape(kind, entry, OPEN_KINDS[kind])
      found[kind].push(...entries)
    }
  }
  return found
}

/** Third-party values enter here: their shape was checked field by field, their types are their author's word. */
const trusted = <Value>(kind: string, own: readonly Contribution<Value>[], others: readonly Contribution[]) =>
  orderContributions(kind, [...own, ...(others as readonly Contribution<Value>[])])

const trustedLazy = <Value>(kind: string, own: readonly LazyContribution<Value>[], others: readonly Contribution[]) =>
  orderContributions(kind, [
    ...own,
    ...others.map(({id, file, value}) => ({id, file, load: async () => value as Value})),
  ])

/**
 * Built-ins (plugin number zero) and the contributions of the packages at `pluginRoots`. Throws a `ContributionError`
 * when one is wrong, naming its file.
 */
export async function loadContributions(pluginRoots: readonly string[] = []): Promise<Contributions> {
  const plugins = await loadPlugins(pluginRoots)
  return {
    codecs: trusted<Codec>('codecs', builtIns.codecs, plugins.codecs),
    containers: trusted<Container>('containers', builtIns.containers, plugins.containers),
    envelopes: trusted<EnvelopeForm>('envelopes', builtIns.envelopes, plugins.envelopes),
    dialects: trusted<Dialect>('dialects', builtIns.dialects, plugins.dialects),
    documents: trusted<DocumentFormat>('documents', builtIns.documents, plugins.documents),
    cpus: trusted<CpuModel>('cpus', builtIns.cpus, plugins.cpus),
    evidence: trusted<LayoutEvidence>('evidence', builtIns.evidence, plugins.evidence),
    rules: trusted<AnyRule>('rules', builtIns.rules, plugins.rules),
    sections: trustedLazy<Section>('sections', builtIns.sections, plugins.sections),
    renderers: trustedLazy<Renderer>('renderers', builtIns.renderers, plugins.renderers),
    charts: orderContributions<LazyContribution<Chart>>('charts', builtIns.charts),
  }
}

/** Every contribution by kind with its file, the kinds closed to plugins included; what `mirrorcheck catalog` prints. */
export async function listCatalog(
  pluginRoots: readonly string[],
): Promise<Record<string, readonly {id: string; file: string}[]>> {
  const open = await loadContributions(pluginRoots)
  const all = {...builtIns, ...open}
  return Object.fromEntries(
    Object.entries(all).map(([kind, entries]) => [
      kind,
      entries.map(({id, file}: {id: string; file: string}) => ({id, file})),
    ]),
  )
}
