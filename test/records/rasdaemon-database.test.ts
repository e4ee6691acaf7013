import {execFileSync, spawnSync} from 'node:child_process'
import {createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gunzipSync, gzipSync} from 'node:zlib'
import fc from 'fast-check'
import sqlite from 'node-sqlite3-wasm'
import {afterAll, describe, expect, it} from 'vitest'
import {loadContributions} from '../../src/contributions.js'
import type {ClockSample} from '../../src/logs/read-lines.js'
import {readRecords} from '../../src/read-records.js'
import type {HardwareErrorRecord, MachineCheckRecord} from '../../src/records/hardware-error-record.js'

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-databases-'))
afterAll(() => rmSync(folder, {recursive: true}))

// Copies are written below TMPDIR: here, where a forgotten one is seen.
const spools = mkdtempSync(join(folder, 'spools-'))
process.env.TMPDIR = spools

const contributions = await loadContributions()

async function* streamOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Everything one run over the paths says. */
const readPaths = async (paths: readonly string[], stdin: AsyncIterable<Uint8Array> = streamOf(Buffer.alloc(0))) => {
  const records: HardwareErrorRecord[] = []
  const clock: ClockSample[] = []
  const sink = {
    addFact: () => undefined,
    addRecord: (record: HardwareErrorRecord) => void records.push(record),
    addClock: (sample: ClockSample) => void clock.push(sample),
  }
  const result = await readRecords({paths, stdin}, contributions, sink)
  expect(readdirSync(spools)).toEqual([])
  return {records, clock, ...result}
}

/** A file of the test's own. */
const place = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** A database made by these statements. */
const database = (name: string, ...statements: readonly string[]): string => {
  const path = join(folder, name)
  rmSync(path, {force: true})
  const made = new sqlite.Database(path)
  for (const statement of statements) made.exec(statement)
  made.close()
  return path
}

const fixture = (ending: string): Buffer =>
  gunzipSync(readFileSync(new URL(`documents/rasdaemon.${ending}.gz`, import.meta.url)))

const [MAIN, WAL] = [fixture('db'), fixture('db-wal')]

const codesOf = (notices: readonly {readonly code: string}[]): readonly string[] => notices.map(({code}) => code)

const addresses = (records: readonly HardwareErrorRecord[]) =>
  records.map(record => (record.kind === 'machine-check' ? record.addr?.toString(16) : undefined))

const MCE_OLD =
  'CREATE TABLE mce_record (id INTEGER PRIMARY KEY, timestamp TEXT, status INTEGER, addr INTEGER, cpu INTEGER, bank INTEGER)'
const STAMP = "'2026-05-12 22:42:48 +0200'"

describe("rasdaemon's own database", () => {
  it('gives registers as machine checks', async () => {
    const {records, inputs, notices, lost, clock} = await readPaths([place('alone.db', MAIN)])
    const [first] = records
    const expected: MachineCheckRecord = {
      kind: 'machine-check',
      dialect: 'rasdaemon-database',
      envelope: {
        id: 'rasdaemon-database',
        time: {basis: 'zoned', epochMs: Date.UTC(2026, 4, 12, 22, 42, 48)},
        program: 'rasdaemon',
      },
      evidence: [
        {
          position: {input: 0, line: 1, byteOffset: 0},
          text: 'mce_record id=1 timestamp=2026-05-12 22:42:48 +0000 mcgcap=0x1000120 status=0x8c00004000000091 addr=0x3f2ac4c0 misc=134 walltime=0x6a03ace9 cpu=2 cpuid=0x50654 apicid=2 socketid=1 bank=7 error_msg=MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error mcgstatus_msg=mcgstatus=0 mcistatus_msg=Corrected_error mcastatus_msg=M2M:  mc_location=n_errors=1',
        },
      ],
      cpu: 2,
      bank: 7,
      status: 0x8c00004000000091n,
      mcgstatus: 0n,
      mcgcap: 0x1000120n,
      addr: 0x3f2ac4c0n,
      misc: 0x86n,
      vendorIndex: 0,
      signature: 0x50654,
      unixTime: 0x6a03ace9,
      socket: 1,
      apic: 2,
      exception: false,
      reporterSays: [
        'MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error',
        'mcgstatus=0',
        'Corrected_error',
        'M2M:',
        'n_errors=1',
      ],
    }
    expect(first).toEqual(expected)
    expect(inputs).toMatchObject([{lines: records.length, bytes: MAIN.length, dialects: ['rasdaemon-database']}])
    expect(clock.map(({position}) => position.line)).toEqual([1, records.length])
    expect({notices, lost}).toEqual({notices: [], lost: false})
  })

  it('keeps the newest row, which only the file beside it holds, and writes nothing there', async () => {
    const alone = await readPaths([place('alone.db', MAIN)])
    const path = place('beside.db', MAIN)
    place('beside.db-wal', WAL)
    const whole = await readPaths([path])
    expect(alone.records).toHaveLength(3)
    expect(addresses(whole.records)).toEqual(['3f2ac4c0', '1c0de040', '2000f00', '3f2ac480'])
    expect(readdirSync(folder).filter(name => name.startsWith('beside'))).toEqual(['beside.db', 'beside.db-wal'])
    expect(readFileSync(path).equals(MAIN)).toBe(true)
  })

  it('reads from standard input and through compression', async () => {
    for (const bytes of [MAIN, gzipSync(MAIN)])
      expect(addresses((await readPaths(['-'], streamOf(bytes))).records)).toHaveLength(3)
  })

  it('says of the files beside a database that they are no logs', async () => {
    const {records, notices, lost} = await readPaths([place('only.db-wal', WAL)])
    expect({records, codes: codesOf(notices), lost}).toEqual({records: [], codes: ['companion-file'], lost: false})
  })

  it('that was cut never passes for a whole one', async () => {
    const whole = (await readPaths([place('alone.db', MAIN)])).records
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 16, max: MAIN.length - 1}), async length => {
        const {records, notices, lost} = await readPaths([place('cut.db', MAIN.subarray(0, length))])
        expect(codesOf(notices)).toContain('input-truncated')
        expect(lost).toBe(true)
        expect(records).toEqual(whole.slice(0, records.length))
      }),
      {numRuns: 25},
    )
  })

  it('gives what stands before a cut', async () => {
    const rows = Array.from({length: 400}, (_, at) => `(${at + 1}, ${STAMP}, ${at}, ${at * 64}, 1, 7)`)
    const path = database('long.db', MCE_OLD, `INSERT INTO mce_record VALUES ${rows.join(', ')}`)
    const bytes = readFileSync(path)
    const {records, notices, lost} = await readPaths([place('half.db', bytes.subarray(0, bytes.length / 2 + 99))])
    expect(records.length).toBeGreaterThan(100)
    expect(records.length).toBeLessThan(300)
    expect(codesOf(notices)).toEqual(['input-truncated', 'input-damaged'])
    expect(lost).toBe(true)
  })

  it('that is damaged never stops the run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 16, max: MAIN.length - 65}), async at => {
        const damaged = Buffer.from(MAIN)
        damaged.fill(0xa5, at, at + 64)
        const {records} = await readPaths([place('damaged.db', damaged)])
        expect(records.length).toBeLessThanOrEqual(8)
      }),
      {numRuns: 25},
    )
  })
})

describe('columns and tables', () => {
  it('may be fewer or more than today', async () => {
    const old = await readPaths([
      database('old.db', MCE_OLD, `INSERT INTO mce_record VALUES (1, ${STAMP}, -1, 0, 0, 4)`),
    ])
    expect(old.records).toMatchObject([{status: 0xffffffffffffffffn, cpu: 0, bank: 4}])
    expect(old.records[0]).not.toHaveProperty('addr')
    const made = await readPaths([
      database(
        'new.db',
        'CREATE TABLE mce_record (timestamp TEXT, status INTEGER, synd INTEGER, ipid INTEGER, ppin INTEGER, microcode INTEGER, cpuvendor INTEGER, shiny TEXT)',
        `INSERT INTO mce_record VALUES (${STAMP}, ${0x1c << 24}, 77, 42086, -9151314442816847870, 128, 2, 'new')`,
      ),
    ])
    expect(made.records).toMatchObject([
      {synd: 77n, ipid: 42086n, ppin: 0x8100000000000002n, microcode: 128, vendorIndex: 2},
    ])
  })

  it('tell rows in the order of time, whichever table holds them', async () => {
    const path = database(
      'mixed.db',
      MCE_OLD,
      'CREATE TABLE mc_event (id INTEGER PRIMARY KEY, timestamp TEXT, err_count INTEGER, err_type TEXT, err_msg TEXT, label TEXT, mc INTEGER, top_layer INTEGER, middle_layer INTEGER, lower_layer INTEGER, address INTEGER, grain INTEGER, syndrome INTEGER, driver_detail TEXT)',
      "INSERT INTO mce_record VALUES (1, '2026-05-12 22:00:00 +0000', 5, 0, 0, 1), (2, '2026-05-12 22:00:09 +0000', 6, 0, 0, 1)",
      "INSERT INTO mc_event VALUES (1, '2026-05-12 22:00:05 +0000', 2, 'Corrected', 'memory read error', 'CPU_SrcID#1_Ha#0_Chan#1_DIMM#0', 1, 1, 0, -1, 8491241280, 6, 0, 'area:DRAM err_code:0001:0091 socket:1 ha:0 channel_mask:2 rank:1')",
      "INSERT INTO mc_event VALUES (2, '2026-05-12 22:00:05 +0000', 63, 'Uncorrected', 'memory read error', 'any memory', 1, -1, -1, -1, 0, 0, 0, '')",
    )
    const {records} = await readPaths([path])
    expect(records.map(({kind}) => kind)).toEqual(['machine-check', 'edac', 'edac', 'machine-check'])
    expect(records[1]).toMatchObject({
      controller: 1,
      word: 'CE',
      statedType: 'corrected',
      count: 2,
      address: 8491241280n,
      grain: 64,
      modelCode: 1,
      mcaCode: 0x91,
      location: {label: 'CPU_SrcID#1_Ha#0_Chan#1_DIMM#0', socket: 1, channel: 1, slot: 0, rank: 1},
      reporterSays: ['location: 1:0'],
    })
    expect(records[2]).toMatchObject({word: 'UE', statedType: 'uncorrected', count: 63, location: {}})
    expect(records[2]).not.toHaveProperty('address')
    expect(records.map(({evidence}) => evidence[0]?.position.line)).toEqual([1, 2, 3, 4])
  })

  it('of firmware records, pages and devices', async () => {
    const guid = "x'ed85b6e3c5b4114e9cf0b6e3f2c3a1d0'"
    // Validation bits 3 (node), 4 (card), 8 (row), 9 (column); node 1, card 2, row 700, column 16.
    const compact = Buffer.alloc(55)
    compact.writeBigUInt64LE(0x318n, 0)
    for (const [at, value] of [
      [8, 1],
      [10, 2],
      [18, 700],
      [20, 16],
    ] as const)
      compact.writeUInt16LE(value, at)
    const path = database(
      'firmware.db',
      'CREATE TABLE extlog_event (id INTEGER PRIMARY KEY, timestamp TEXT, etype INTEGER, error_count INTEGER, severity INTEGER, address INTEGER, fru_id BLOB, fru_text TEXT, cper_data BLOB)',
      `INSERT INTO extlog_event VALUES (1, ${STAMP}, 3, 1, 0, 123456, ${guid}, 'DIMM_A1', x'${compact.toString('hex')}'), (2, ${STAMP}, 2, 2, 2, -1, x'00000000000000000000000000000000', '', NULL)`,
      'CREATE TABLE non_standard_event (id INTEGER PRIMARY KEY, timestamp TEXT, sec_type BLOB, fru_id BLOB, fru_text TEXT, severity TEXT, error BLOB)',
      `INSERT INTO non_standard_event VALUES (1, ${STAMP}, ${guid}, NULL, '', 'Corrected', x'0102ff')`,
      'CREATE TABLE memory_failure_event (id INTEGER PRIMARY KEY, timestamp TEXT, pfn TEXT, page_type TEXT, action_result TEXT)',
      `INSERT INTO memory_failure_event VALUES (1, ${STAMP}, '0x12340', 'dirty LRU page', 'Recovered')`,
      'CREATE TABLE aer_event (id INTEGER PRIMARY KEY, timestamp TEXT, dev_name TEXT, err_type TEXT, err_msg TEXT)',
      `INSERT INTO aer_event VALUES (1, ${STAMP}, '0000:3a:00.0', 'Corrected', 'BIT0 Receiver Error')`,
      'CREATE TABLE cxl_dram_event (id INTEGER PRIMARY KEY, timestamp TEXT, memdev TEXT, log_type TEXT, dpa INTEGER, descriptor INTEGER, channel INTEGER, rank INTEGER, bank_group INTEGER, bank INTEGER, row INTEGER, column INTEGER, hpa INTEGER)',
      `INSERT INTO cxl_dram_event VALUES (1, ${STAMP}, 'mem0', 'Failure', 4096, 1, 2, 1, 3, 0, 99, 7, 17179873280), (2, ${STAMP}, 'mem0', 'Informational', 8192, 0, 2, 1, 3, 0, 99, 7, -1)`,
      'CREATE TABLE devlink_event (id INTEGER PRIMARY KEY, timestamp TEXT, msg TEXT)',
      `INSERT INTO devlink_event VALUES (1, ${STAMP}, 'x')`,
      'CREATE TABLE hip08_oem_type1_event_v2 (id INTEGER PRIMARY KEY, timestamp TEXT, version INTEGER, soc_id INTEGER, socket_id INTEGER, nimbus_id INTEGER, module_id TEXT, sub_module_id TEXT, err_severity TEXT, regs_dump TEXT)',
      `INSERT INTO hip08_oem_type1_event_v2 VALUES (1, ${STAMP}, 1, 0, 1, 2, 'DDRC', 'DDRC_ECC', 'corrected', 'ERR_FR_0=0x1')`,
      'CREATE TABLE acme_event (id INTEGER PRIMARY KEY, timestamp TEXT)',
      `INSERT INTO acme_event VALUES (1, ${STAMP})`,
    )
    const {records, notices} = await readPaths([path])
    expect(records).toMatchObject([
      {
        kind: 'cper',
        reporter: 'extlog',
        sectionSeverity: 'recoverable',
        memoryErrorType: 3,
        address: 123456n,
        location: {row: 700, column: 16},
        fruText: 'DIMM_A1',
        fields: {node: '1', card: '2'},
      },
      {kind: 'cper', sectionSeverity: 'corrected', memoryErrorType: 2},
      {kind: 'cper', sectionType: 'unknown', sectionGuid: 'e3b685ed-b4c5-4e11-9cf0-b6e3f2c3a1d0', bytes: '0102ff'},
      {kind: 'cper', sectionType: 'cxl', sectionSeverity: 'recoverable', address: 17179873280n, addressSpace: 'system'},
      {kind: 'cper', sectionType: 'cxl', sectionSeverity: 'corrected', address: 8192n, addressSpace: 'device'},
      {
        kind: 'memory-failure',
        action: 'recovery',
        address: 0x12340000n,
        pageType: 'dirty LRU page',
        result: 'recovered',
      },
      {kind: 'context', what: 'pcie', message: '0000:3a:00.0 Corrected: BIT0 Receiver Error'},
      {
        kind: 'context',
        what: 'other',
        message:
          'hip08_oem_type1_event_v2: version=1 soc_id=0 socket_id=1 nimbus_id=2 module_id=DDRC sub_module_id=DDRC_ECC err_severity=corrected regs_dump=ERR_FR_0=0x1',
      },
    ])
    expect(records[1]).not.toHaveProperty('address')
    expect(notices.map(({code, message}) => [code, /acme_event/.test(message)])).toEqual([['table-unread', true]])
  })

  it('say the class in words where the registers are missing', async () => {
    const {records} = await readPaths([
      database(
        'words.db',
        'CREATE TABLE mce_record (id INTEGER PRIMARY KEY, timestamp TEXT, status INTEGER, bank INTEGER, bank_name TEXT, error_msg TEXT, mcistatus_msg TEXT, hostname TEXT)',
        ...[
          ['MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error', 'Error_overflow Uncorrected_error SRAR'],
          ['MEMORY CONTROLLER MS_CHANNEL0_ERR Transaction: Memory scrubbing error', 'Corrected_error Error_enabled'],
          ['Uncorrected, software containable error.', 'UECC'],
          ['', 'Uncorrected_error Processor_context_corrupt'],
          ['Deferred error, no action required.', ''],
          ['Internal error', ''],
        ].map(
          ([message, flags], at) =>
            `INSERT INTO mce_record VALUES (${at + 1}, ${STAMP}, NULL, 7, '', '${message}', '${flags}', 'rx0${at}')`,
        ),
        `INSERT INTO mce_record VALUES (9, ${STAMP}, 5, 7, '', '', 'Corrected_error', '')`,
      ),
    ])
    expect(records.map(record => record.kind === 'machine-check' && record.prose)).toEqual([
      {severity: 'srar', mcaCode: 0x91, unit: 'memory controller'},
      {severity: 'corrected', mcaCode: 0xc0, unit: 'memory controller'},
      {severity: 'uncorrected'},
      {severity: 'fatal'},
      {severity: 'deferred'},
      undefined,
      undefined,
    ])
    expect(records.map(({envelope}) => envelope.host)).toEqual([
      'rx00',
      'rx01',
      'rx02',
      'rx03',
      'rx04',
      'rx05',
      undefined,
    ])
  })

  it('of other programs are named and passed over', async () => {
    const {records, notices, lost} = await readPaths([database('other.db', 'CREATE TABLE packages (name TEXT)')])
    expect({records, codes: codesOf(notices), lost}).toEqual({records: [], codes: ['unknown-database'], lost: false})
  })

  it('that hold what they should not are read as nothing, not as something', async () => {
    const path = database(
      'odd.db',
      'CREATE TABLE mce_record (id INTEGER PRIMARY KEY, timestamp TEXT, status INTEGER, addr INTEGER, cpu INTEGER, bank INTEGER, "a b" TEXT)',
      "INSERT INTO mce_record VALUES (1, 'yesterday', 'text', x'00', 1.5, -1, 'x'), (2, NULL, NULL, NULL, NULL, NULL, NULL)",
    )
    const {records} = await readPaths([path])
    expect(records).toHaveLength(1)
    for (const record of records) {
      expect(record.envelope.time).toEqual({basis: 'none'})
      for (const name of ['status', 'addr', 'cpu', 'bank']) expect(record).not.toHaveProperty(name)
    }
  })
})

const hasSqlite = spawnSync('sqlite3', ['--version'], {stdio: 'ignore'}).status === 0

/** Columns of the daemon's machine-check table by version (rasdaemon, ras-record.c). */
const VERSIONS: readonly (readonly [version: string, columns: string])[] = [
  [
    '0.4',
    'mcgcap INTEGER, mcgstatus INTEGER, status INTEGER, addr INTEGER, misc INTEGER, ip INTEGER, tsc INTEGER, walltime INTEGER, cpu INTEGER, cpuid INTEGER, apicid INTEGER, socketid INTEGER, cs INTEGER, bank INTEGER, cpuvendor INTEGER, bank_name TEXT, error_msg TEXT, mcgstatus_msg TEXT, mcistatus_msg TEXT, mcastatus_msg TEXT, user_action TEXT, mc_location TEXT',
  ],
  [
    '0.8',
    'mcgcap INTEGER, mcgstatus INTEGER, status INTEGER, addr INTEGER, misc INTEGER, ip INTEGER, tsc INTEGER, walltime INTEGER, ppin INTEGER, cpu INTEGER, cpuid INTEGER, apicid INTEGER, socketid INTEGER, cs INTEGER, bank INTEGER, cpuvendor INTEGER, microcode INTEGER, bank_name TEXT, error_msg TEXT, mcgstatus_msg TEXT, mcistatus_msg TEXT, mcastatus_msg TEXT, user_action TEXT, mc_location TEXT',
  ],
]

describe.skipIf(!hasSqlite)('databases of the tool (needs sqlite3, Debian package sqlite3)', () => {
  it.each(VERSIONS)(
    'of version %s tell the same registers, those in the log of writes too',
    async (version, columns) => {
      const path = join(folder, `version-${version}.db`)
      const copy = join(folder, `copy-${version}.db`)
      execFileSync('sqlite3', [path], {
        input: `PRAGMA journal_mode=WAL;
PRAGMA wal_autocheckpoint=0;
CREATE TABLE mce_record (id INTEGER PRIMARY KEY, timestamp TEXT, ${columns});
INSERT INTO mce_record (timestamp, status, addr, misc, cpu, cpuid, socketid, bank, walltime) VALUES (${STAMP}, -8358680633521733487, 1059767488, 134, 2, 329300, 1, 7, 1778618568);
.shell cp "${path}" "${copy}" && cp "${path}-wal" "${copy}-wal"
`,
      })
      const expected = {
        kind: 'machine-check',
        status: 0x8c00004000000091n,
        addr: 1059767488n,
        cpu: 2,
        bank: 7,
        socket: 1,
        signature: 329300,
      }
      expect((await readPaths([path])).records).toMatchObject([expected])
      expect((await readPaths([copy])).records).toMatchObject([expected])
    },
  )
})

describe.skipIf(!hasSqlite)('a database of 500,000 rows (needs the tool sqlite3, Debian package sqlite3)', () => {
  it('streams in bounded memory', async () => {
    const path = join(folder, 'large.db')
    execFileSync('sqlite3', [path], {
      input: `CREATE TABLE mce_record (id INTEGER PRIMARY KEY, timestamp TEXT, mcgcap INTEGER, status INTEGER, addr INTEGER, misc INTEGER, walltime INTEGER, cpu INTEGER, cpuid INTEGER, socketid INTEGER, bank INTEGER, error_msg TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
INSERT INTO mce_record SELECT i, datetime(1778625769 + i / 50, 'unixepoch') || ' +0000', 16777504, -8358680633521733487 + (i << 20), i * 64, 134, 1778625769 + i / 50, i % 96, 329300, i % 2, 7, 'MEMORY CONTROLLER RD_CHANNEL1_ERR' FROM n;`,
    })
    let rows = 0
    let lastAddress: bigint | undefined
    let highest = 0
    const start = process.memoryUsage().rss
    const sink = {
      addFact: () => undefined,
      addRecord(record: HardwareErrorRecord) {
        rows += 1
        if (record.kind === 'machine-check') lastAddress = record.addr
        if (rows % 20_000 === 0) highest = Math.max(highest, process.memoryUsage().rss - start)
      },
    }
    const stdin = createReadStream(path)
    const {inputs, lost} = await readRecords({paths: ['-'], stdin}, contributions, sink)
    expect({rows, lastAddress, lost}).toEqual({rows: 500_000, lastAddress: 500_000n * 64n, lost: false})
    expect(inputs[0]?.lines).toBe(500_000)
    // The file has 50 MB and the records would take some 600 MB.
    expect(highest / 2 ** 20).toBeLessThan(200)
  })
})
