import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {openSources} from '../../src/sources/open-sources.js'
import {codecs, containers, openAll, workFolder} from './archives.js'
import {collect, inChunks} from './bytes.js'

const {path: folder, put, run} = workFolder()

/** Packs a folder of these files with tar; every file's text is its own path unless given. */
const pack = (archive: string, top: string, files: Readonly<Record<string, string | Uint8Array>>) => {
  for (const [name, content] of Object.entries(files)) put(`${archive}.d/${top}${name}`, content)
  run('tar', '--sort=name', '-C', `${archive}.d`, '-czf', archive, ...(top === '' ? ['.'] : [top.split('/')[0] ?? '.']))
  return openAll(folder, [`${folder}/${archive}`])
}

const LINE = 'Nov 23 04:12:09 kernel: mce: [Hardware Error]: Machine check events logged\n'

/** Layouts as the tools write them: members that are read, members that are passed over, and the machine's name. */
const LAYOUTS: Readonly<
  Record<
    string,
    {
      readonly top: string
      readonly read: readonly string[]
      readonly passed: readonly string[]
      readonly host?: string
      readonly hostFile?: readonly [string, string]
    }
  >
> = {
  sosreport: {
    top: 'sosreport-rx01-0123-2026-11-23-lrdtpkc/',
    read: [
      'sos_commands/kernel/dmesg',
      'var/log/messages-20261122',
      'sos_strings/logs/var.log.messages.tailed',
      'proc/meminfo',
      'sos_commands/hardware/dmidecode',
      'var/crash/127.0.0.1-2026-11-22-01:02:03/vmcore-dmesg.txt',
      'sys/devices/system/node/node0/meminfo',
    ],
    passed: [
      'sos_commands/rpm/package-data',
      'etc/services',
      'usr/lib/systemd/system/x.service',
      'proc/77/stat',
      'sos_reports/sos.html',
      'var/crash/127.0.0.1-2026-11-22-01:02:03/vmcore',
    ],
    hostFile: ['sos_commands/kernel/uname_-a', 'Linux rx01 6.1.0-56-amd64 #1 SMP\n'],
    host: 'rx01',
  },
  insights: {
    top: 'insights-db7.example.com-20261123041209/',
    read: ['data/insights_commands/dmesg', 'data/var/log/messages', 'data/insights_commands/dmidecode'],
    passed: ['data/insights_commands/rpm_-qa', 'meta_data/insights.specs.Specs.dmesg.json'],
    host: 'db7.example.com',
  },
  'must-gather': {
    top: 'must-gather.local.123/quay-io-image/',
    read: ['nodes/worker-0.lab/sysinfo.log', 'nodes/worker-0.lab/proc_cmdline'],
    passed: ['namespaces/default/pods.yaml'],
    host: 'worker-0.lab',
  },
  supportconfig: {
    top: 'scc_db7_261123_0412/',
    read: ['messages.txt', 'hardware.txt', 'crash.txt'],
    passed: ['rpm.txt', 'updates.txt', 'pam.txt', 'fs-diskio.txt', 'novell-ndsk.txt'],
    host: 'db7',
  },
  kdump: {
    top: '127.0.0.1-2026-11-23-04:12:09/',
    read: ['vmcore-dmesg.txt', 'kexec-dmesg.log'],
    passed: ['vmcore'],
  },
  pstore: {top: 'var/lib/systemd/pstore/', read: ['1700000000/dmesg.txt', 'dmesg-erst-7'], passed: ['pmsg-ramoops-0']},
  'vm-support': {
    top: 'esx-esx-01.lab-2026-11-23--04.12-12345/',
    read: [
      'var/run/log/vmkernel.log',
      'var/run/log/vmkernel.0.gz',
      'commands/localcli_hardware-ipmi-sel-list.txt',
      'commands/smbiosDump.txt',
    ],
    passed: ['var/core/vmkernel-zdump.1', 'etc/vmware/esx.conf', 'usr/lib/vmware/x'],
    host: 'esx-01.lab',
  },
  'dell-tsr': {
    top: 'tsr/',
    read: ['hardware/sysinfo/lcfiles/lclog_0.xml', 'hardware/sysinfo/inventory/sysinfo_DCIM_View.xml'],
    passed: ['viewer/app.js', 'viewer/style.css'],
  },
  'lenovo-xcc': {top: '7X06_mini-log_20261123/', read: ['sel.txt', 'inventory.json'], passed: ['logo.png']},
  supermicro: {top: 'CrashDump_20261123/', read: ['crashdump.json', 'sel.csv'], passed: ['screen.png']},
  'huawei-ibmc': {
    top: 'dump_info/',
    read: [
      'LogDump/maintenance_log',
      'OSDump/systemcom',
      'AppDump/sensor_alarm/sel.csv',
      'RTOSDump/versioninfo/app_revision.txt',
    ],
    passed: ['OSDump/img1.jpeg', 'OSDump/video_caterror.rep'],
  },
  'inspur-onekeylog': {
    top: 'onekeylog/',
    read: ['log/selelist.csv', 'sollog/solHostCaptured.log'],
    passed: ['log/last.jpg'],
  },
  'h3c-hdm': {top: 'host_sdslog_20261123/', read: ['sel.log', 'diagnose.txt'], passed: ['screen.jpg']},
  'openbmc-dump': {
    top: 'obmcdump_3_1700000000/',
    read: ['bmc-journal.log', 'obmc-console.log'],
    passed: ['core.app.0', 'slabinfo.log'],
  },
  'copied-system': {
    top: 'db7/',
    read: ['var/log/messages', 'proc/meminfo'],
    passed: ['usr/lib/x', 'sbin/init'],
    hostFile: ['etc/hostname', 'db7\n'],
    host: 'db7',
  },
}

describe.each(containers.filter(({id}) => id !== 'apport'))('bundles of the kind $id', ({id}) => {
  it('give what matters, count the rest, and name their machine', async () => {
    const layout = LAYOUTS[id]
    expect(layout, `add the layout of ${id} to LAYOUTS`).toBeDefined()
    if (!layout) return
    const files = Object.fromEntries([...layout.read, ...layout.passed].map(name => [name, `${name}\n${LINE}`]))
    const {hostFile} = layout
    const {names, hosts, notices} = await pack(`${id}.tgz`, layout.top, {
      ...files,
      ...(hostFile ? {[hostFile[0]]: hostFile[1]} : {}),
    })
    const inside = (name: string): string => `${id}.tgz!/${layout.top}${name}`
    expect([...names].sort()).toEqual([...layout.read, ...(hostFile ? [hostFile[0]] : [])].map(inside).sort())
    for (const name of layout.read) expect(hosts[inside(name)], name).toBe(layout.host)
    expect(notices).toEqual([`${id}.tgz: members-passed-over`])
  })

  it('are recognised unpacked, too', async () => {
    const layout = LAYOUTS[id]
    const {names, hosts} = await openAll(folder, [`${folder}/${id}.tgz.d`])
    expect(names).toHaveLength((layout?.read.length ?? 0) + (layout?.hostFile ? 1 : 0))
    expect(new Set(Object.values(hosts))).toEqual(new Set([layout?.host]))
  })
})

describe('a bundle', () => {
  it('without any log says so', async () => {
    const {notices} = await pack('bare.tgz', 'sosreport-rx02-2026-11-23-abcdefg/', {
      'sos_commands/kernel/uname_-a': 'Linux rx02 6.1.0\n',
    })
    expect(notices).toEqual(['bare.tgz!/sosreport-rx02-2026-11-23-abcdefg/: bundle-without-logs'])
  })

  it('inside another names its own machine', async () => {
    await pack('inner.tgz', 'sosreport-in-2026-11-23-abcdefg/', {'var/log/messages': LINE, hostname: 'inner-host\n'})
    put('outer.d/must-gather.local.1/sosreport-in.tgz', Buffer.from(''))
    run(
      'sh',
      '-c',
      'cp inner.tgz outer.d/must-gather.local.1/sosreport-in.tgz; tar -C outer.d -cf outer.tar must-gather.local.1',
    )
    const {hosts} = await openAll(folder, [`${folder}/outer.tar`])
    expect(Object.values(hosts)).toEqual(['inner-host', 'inner-host'])
  })

  it('takes no hostile name for its machine', async () => {
    const {hosts} = await pack('evil.tgz', 'db8/', {
      'var/log/messages': LINE,
      'etc/hostname': '<script>alert(1)</script>\n',
    })
    expect(Object.values(hosts)).toEqual([undefined, undefined])
  })

  it('of an unknown kind is read whole; what holds no text is counted', async () => {
    const {names, notices} = await pack('unknown.tgz', 'case/', {
      'notes/anything.dat': LINE,
      'bin/tool': Buffer.from('7f454c4602010100', 'hex'),
      'shot.png': Buffer.from('89504e470d0a1a0a', 'hex'),
      'a.rpm': Buffer.from('edabeedb0300', 'hex'),
    })
    expect(names).toEqual(['unknown.tgz!/case/notes/anything.dat'])
    expect(notices).toEqual(['unknown.tgz: members-passed-over'])
  })
})

describe('a supportconfig text', () => {
  const heading = (kind: string, line: string): string => `#==[ ${kind} ]${'='.repeat(40 - kind.length)}#\n# ${line}\n`
  const BANNER = `${'='.repeat(77)}\n                     Support Utilities - Supportconfig\n                          Script Version: 3.0-102\n${'='.repeat(77)}\n\n`

  it('is taken apart at its headings, wherever chunks break', async () => {
    const text = `${BANNER}${heading('Command', '/bin/dmesg')}[    0.1] one\n[    0.2] two\n\n${heading('Log File', '/var/log/messages - Last 500 Lines')}Nov 23 #==[ no heading ]\n${'x'.repeat(700_000)}\n${heading('Configuration File', '/etc/mcelog.conf - File not found')}`
    put('boot.txt', text)
    const {texts, names} = await openAll(folder, [`${folder}/boot.txt`])
    expect(names).toEqual([
      'boot.txt!/beginning',
      'boot.txt!/bin/dmesg',
      'boot.txt!/var/log/messages - Last 500 Lines',
      'boot.txt!/etc/mcelog.conf - File not found',
    ])
    expect(texts['boot.txt!/bin/dmesg']).toBe('[    0.1] one\n[    0.2] two\n\n')
    expect(texts['boot.txt!/var/log/messages - Last 500 Lines']).toBe(
      `Nov 23 #==[ no heading ]\n${'x'.repeat(700_000)}\n`,
    )
  })

  it('tells the machine by its uname', async () => {
    const {hosts} = await pack('scc.tgz', '', {
      'basic-environment.txt': `${BANNER}${heading('Command', '/bin/uname -a')}Linux sles1 5.14.21 #1 SMP\n`,
      'messages.txt': `${BANNER}${heading('Log File', '/var/log/messages')}${LINE}`,
    })
    expect(new Set(Object.values(hosts))).toEqual(new Set(['sles1']))
  })
})

describe('an apport report', () => {
  it('is taken apart by its fields, packed ones unpacked, memory left out', async () => {
    const packed = gzipSync(LINE.repeat(3)).toString('base64')
    const core = gzipSync('memory').toString('base64')
    put(
      'linux.crash',
      `ProblemType: KernelCrash\nArchitecture: amd64\nCoreDump: base64\n ${core}\nCurrentDmesg: base64\n ${packed.slice(0, 40)}\n ${packed.slice(40)}\nProcCmdline: BOOT_IMAGE=/vmlinuz kernelcore=mirror\nOopsText:\n first\n second\n`,
    )
    const {texts, notices} = await openAll(folder, [`${folder}/linux.crash`])
    expect(texts).toEqual({
      'linux.crash!/ProblemType': 'KernelCrash\n',
      'linux.crash!/Architecture': 'amd64\n',
      'linux.crash!/CurrentDmesg': LINE.repeat(3),
      'linux.crash!/ProcCmdline': 'BOOT_IMAGE=/vmlinuz kernelcore=mirror\n',
      'linux.crash!/OopsText': 'first\nsecond\n',
    })
    expect(notices).toEqual(['linux.crash: members-passed-over'])
  })
})

describe('in an archive', () => {
  it('files of one value and parts of one log are joined as in a folder', async () => {
    const {texts} = await pack('joined.tgz', 'm/', {
      'sys/devices/system/edac/mc/mc0/ce_count': '5\n',
      'sys/devices/system/edac/mc/mc0/dimm0/dimm_label': 'A1\n',
      'x/dmesg-efi-1': 'Panic#1 Part1\nnewest\n',
      'x/dmesg-efi-2': 'Panic#1 Part2\nolder\n',
    })
    expect(Object.values(texts)).toEqual(
      [
        'joined.tgz!/m/sys/devices/system/edac/mc/mc0/ce_count:5\njoined.tgz!/m/sys/devices/system/edac/mc/mc0/dimm0/dimm_label:A1\n',
        'older\nnewest\n',
      ].map(text => text.replaceAll('joined.tgz!', `${folder}/joined.tgz!`)),
    )
  })

  it('a write-ahead log is beside its database, whatever their order; without it that is said', async () => {
    const database = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100_000)])
    put('db.d/a.db', database)
    put('db.d/a.db-wal', 'rows')
    put('db.d/b.db-wal', 'other rows')
    run('tar', '-C', 'db.d', '-cf', 'db.tar', 'a.db-wal', 'a.db', 'b.db-wal')
    const {texts, sources} = await openAll(folder, [`${folder}/db.tar`])
    expect(Object.keys(texts)).toEqual(['a.db-wal', 'a.db', 'b.db-wal'].map(name => `db.tar!/${name}`))
    expect(texts['db.tar!/a.db']).toHaveLength(database.length)
    expect(sources[0]?.notices()).toMatchObject([{code: 'companion-alone', lost: true}])
    const beside: string[] = []
    for await (const stream of (
      await openSources([`${folder}/db.tar`], {codecs, containers, stdin: inChunks(database)})
    ).sources[0]?.streams?.() ?? []) {
      const companion = await stream.beside?.('-wal')
      if (companion) beside.push((await collect(companion)).toString())
    }
    expect(beside).toEqual(['rows'])
  })
})
