import {listOf, numberIn, oneOf, orNull, record, type ShapeCheck, text, textLike, truth} from './check-shape.js'

/** `0x` and at most 14 lower-case digits: 56 bits, more than any physical address of today. */
const ADDRESS = /^0x[0-9a-f]{1,14}$/
const address = textLike(
  value => ADDRESS.test(value),
  'an address',
  'write addresses as lower-case hex texts such as "0x100000000"',
)

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/
const moment = textLike(
  value => DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)),
  'a moment with its zone',
  'write it as RFC 3339, for example "2026-11-03T04:12:09Z"',
)

const bytes = numberIn(0, Number.MAX_SAFE_INTEGER, 'whole', ', in bytes: 1 TiB is 1099511627776')
const index = numberIn(0)
const anyNumber = numberIn()

const pair = record({socket: index, imc: listOf(anyNumber, 1, 2), channels: listOf(anyNumber, 1, 4)}, ['socket'])

const platform = record(
  {
    arch: oneOf('x86_64', 'aarch64', 'ppc64le', 'unknown'),
    vendor: oneOf('intel', 'amd', 'hygon', 'zhaoxin', 'hisilicon', 'ampere', 'ibm', 'other', 'unknown'),
    family: text(),
    sockets: numberIn(1, 64),
    snc: oneOf(1, 2, 3, 4, 6),
    memoryMode: oneOf('1lm', '2lm', 'flat', 'app-direct', 'unknown'),
    hypervisorGuest: truth,
  },
  ['arch'],
)

const region = record(
  {
    start: address,
    end: address,
    mirrored: orNull(truth),
    node: index,
    media: oneOf('ddr', 'hbm', 'pmem', 'cxl', 'unknown'),
    hotplug: truth,
    zone: oneOf('dma', 'dma32', 'normal', 'movable', 'mixed', 'unknown'),
    source: text(),
  },
  ['start', 'end', 'mirrored'],
)

const osPolicy = record(
  {
    kind: oneOf('none', 'boot-only', 'kernelcore-mirror', 'openeuler-reliable', 'esxi-reliable', 'amm', 'unknown'),
    kernel: text(),
    effective: orNull(truth),
    ineffectiveReason: oneOf(
      'no-mirror-memory',
      'kdump-kernel',
      'movable-node',
      'kernel-too-old',
      'fallback-seen',
      'low4g-unmirrored',
    ),
    fallbackAllowed: orNull(truth),
    userPolicy: oneOf('never', 'flagged-tasks', 'flagged-vms', 'any'),
  },
  ['kind'],
)

const provenance = record(
  {
    field: text(),
    from: oneOf(
      'efi-memmap',
      'efi-summary-line',
      'efivar',
      'efibootmgr',
      'cmdline',
      'zone-dmesg',
      'meminfo',
      'smbios',
      'bios-dump',
      'redfish',
      'ipmi-sel',
      'mca-misc',
      'esxcli',
      'cpu',
      'kernel-log',
      'user',
    ),
    confidence: numberIn(0, 1, 'fraction'),
    line: text(),
  },
  ['field', 'from', 'confidence'],
)

/** The fields of a layout in JSON, the same as `schemas/layout.schema.json`; a test holds the two together. */
export const LAYOUT_SHAPE: ShapeCheck = record(
  {
    schemaVersion: oneOf(1),
    name: text(1),
    role: oneOf('actual', 'hypothetical'),
    validFrom: moment,
    validTo: moment,
    mode: oneOf('none', 'full', 'partial', 'hypervisor-objects', 'unknown'),
    platform,
    capacity: record({installedBytes: bytes, osVisibleBytes: bytes, mirroredBytes: bytes}),
    request: record({
      below4G: truth,
      above4GBasisPoints: numberIn(0, 5000),
      mirrorStatus: numberIn(0, 255),
      source: oneOf('os-variable', 'bios-setup', 'user'),
    }),
    failover: record({
      enabled: orNull(truth),
      degraded: listOf(record({since: moment, scope: pair, evidence: text()}, ['since', 'scope'])),
    }),
    pairing: record(
      {
        granularity: oneOf('channel-same-imc', 'channel-cross-imc', 'board', 'branch', 'logical-block', 'unknown'),
        pairs: listOf(pair),
      },
      ['granularity'],
    ),
    regions: listOf(region),
    osPolicy,
    provenance: listOf(provenance),
  },
  ['schemaVersion', 'name', 'role', 'mode', 'platform', 'capacity', 'regions', 'osPolicy'],
)
