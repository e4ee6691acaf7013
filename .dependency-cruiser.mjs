// The doors between rooms (ARCHITECTURE.md). Each comment is written to the person who has just broken its rule.

/** Rooms in the order of the sentence; a room may use those before it, never those behind it. */
const ROOMS = ['bits', 'logs', 'records', 'errors', 'incidents', 'mirror', 'tolerance', 'risk', 'report']

/** `tolerance` and `mirror` stand side by side. */
const behind = room => {
  const later = ROOMS.slice(ROOMS.indexOf(room) + 1)
  return room === 'mirror' ? later.filter(name => name !== 'tolerance').concat('tolerance') : later
}

const oneWay = ROOMS.slice(0, -1).map(room => ({
  name: `one-way-${room}`,
  comment: `You are in ${room}/ and reached for a room behind it. Facts flow ${ROOMS.join(' → ')}: move the code to the later room, or the noun to the first room that knows it.`,
  severity: 'error',
  from: {path: `^src/${room}/`},
  to: {path: `^src/(${behind(room).join('|')})/`},
}))

const CLOSED = [
  ['sources/codecs', '^src/(built-ins\\.ts$|sources/codecs/)'],
  ['sources/containers', '^src/(built-ins\\.ts$|sources/containers/)'],
  ['logs/envelopes', '^src/(built-ins\\.ts$|logs/envelopes/)'],
  ['records/dialects', '^src/(built-ins\\.ts$|records/dialects/)'],
  ['records/documents', '^src/(built-ins\\.ts$|records/documents/)'],
  ['errors/cpus', '^src/(built-ins\\.ts$|errors/cpus/)'],
  ['errors/banks', '^src/(built-ins\\.ts$|errors/cpus/|errors/banks/)'],
  ['mirror/evidence', '^src/(built-ins\\.ts$|mirror/evidence/)'],
  ['mirror/rules', '^src/(built-ins\\.ts$|mirror/rules/)'],
  ['report/sections', '^src/(built-ins\\.ts$|report/sections/)'],
  ['report/renderers', '^src/(built-ins\\.ts$|report/renderers/)'],
]

const closed = CLOSED.map(([folder, allowed]) => ({
  name: `closed-${folder.replace('/', '-')}`,
  comment: `src/${folder}/ holds one-file contributions: they arrive through the catalogue, as values. Importing one by name makes it a special case; ask for it by id, or move what you need out of the folder.`,
  severity: 'error',
  from: {pathNot: allowed},
  to: {path: `^src/${folder}/`},
}))

export default {
  forbidden: [
    ...oneWay,
    ...closed,
    {
      name: 'sources-alone',
      comment: 'sources/ turns paths into bytes and knows nobody but bits/: what you import here belongs in logs/ or in read-records.ts.',
      severity: 'error',
      from: {path: '^src/sources/'},
      to: {path: '^src/', pathNot: '^src/(sources|bits)/'},
    },
    {
      name: 'rooms-do-not-open-sources',
      comment: 'Rooms receive bytes and lines; only read-records.ts joins sources/ with them.',
      severity: 'error',
      from: {path: `^src/(${ROOMS.join('|')}|catalog|io)/`},
      to: {path: '^src/sources/'},
    },
    {
      name: 'fleet-above-report',
      comment: 'fleet/ runs the whole pipeline over many inputs: only commands and the workers’ entry files may know it. What a room needs of it belongs in that room.',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/(fleet/|commands/|(batch|hash)-worker\\.ts$)'},
      to: {path: '^src/fleet/'},
    },
    {
      name: 'catalog-alone',
      comment: 'catalog/ lists, checks and orders values it knows nothing about. A room imported here would make it part of that room.',
      severity: 'error',
      from: {path: '^src/catalog/'},
      to: {path: '^src/', pathNot: '^src/catalog/'},
    },
    {
      name: 'disk-at-the-edge',
      comment: 'Only sources/, io/, catalog/, fleet/, commands/ and the entry files touch the disk: pass what you need as a value.',
      severity: 'error',
      from: {path: `^src/(${ROOMS.join('|')})/`},
      to: {path: '^(node:)?(fs|fs/promises|child_process|os|net|http|https)$'},
    },
    {
      name: 'd3-in-charts',
      comment: 'd3 and jsdom are heavy: only report/charts/ may import them, and charts are loaded when a report asks.',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/report/charts/'},
      to: {path: 'node_modules/(d3|d3-[a-z-]+|jsdom)/'},
    },
    {
      name: 'oclif-in-commands',
      comment: 'The engine is a library: only commands/ and command-line.ts know that there is a command line.',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/(commands/|command-line\\.ts$)'},
      to: {path: 'node_modules/@oclif/'},
    },
    {
      name: 'commands-are-the-top',
      comment: 'Nothing imports a command: what two of them share belongs in commands/_*.ts or in a room.',
      severity: 'error',
      from: {path: '^src/', pathNot: '^src/commands/'},
      to: {path: '^src/commands/'},
    },
    {name: 'no-circle', comment: 'Two files that import each other are one file, or three.', severity: 'error', from: {}, to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}}},
    {name: 'no-dev-dependency', comment: 'Users install without dev dependencies.', severity: 'error', from: {path: '^src/'}, to: {dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only']}},
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    doNotFollow: {path: 'node_modules'},
    enhancedResolveOptions: {extensions: ['.ts', '.js', '.mjs', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types']},
  },
}
