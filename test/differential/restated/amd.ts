import {at, hex, seeded, type Theme, type Vector, wide} from '../vector.js'
import {NORTHBRIDGE, SMCA} from './amd-codes.js'

const FAMILIES = ['0x800f12', '0x830f10', '0xa20f10', '0xa00f11'] as const

/** MCA_IPID of a bank: type 63:48, hardware 43:32, instance 31:0. */
const ipidOf = (hardwareId: number, mcaType: number, instance = 0): string =>
  hex(at(mcaType, 48) | at(hardwareId, 32) | BigInt(instance))

/** Every code of every bank type, and the first one past the end of some lists. */
function scalable(): readonly Vector[] {
  const next = seeded(25)
  return SMCA.flatMap(([hardwareId, mcaType, bankType, codes]) =>
    codes.split(',').map((words, extendedCode) => {
      const uncorrected = next(2) === 0
      const status = at(uncorrected ? 0xbc : 0x9c, 56) | at(extendedCode, 16) | 0x0bn
      const says = words === '' ? {silent: true as const} : {says: words.split(' & ').map(word => word.trim())}
      return {
        c: 'smca',
        in: {
          vendor: 'amd',
          signature: FAMILIES[next(FAMILIES.length)],
          bank: next(32),
          status: hex(status),
          ipid: ipidOf(hardwareId, mcaType, next(65536)),
        },
        want: {is: {modelSpecific: {bankType, extendedCode}}, ...says},
      }
    }),
  )
}

/** The channel of a memory controller is its instance number; the syndrome's low bits are the chip select. */
function memory(): readonly Vector[] {
  const next = seeded(96)
  return Array.from({length: 80}, () => {
    const channel = next(12)
    const chipSelect = next(8)
    const valid = next(4) > 0
    const lsb = [0, 6, 12][next(3)] ?? 0
    const status = at(0x9c, 56) | at(valid ? 1 : 0, 53) | at(1, 46) | at(lsb, 24) | 0x11bn
    return {
      c: 'umc',
      in: {
        vendor: 'amd',
        signature: '0xa10f11',
        bank: 17 + next(12),
        status: hex(status),
        ipid: ipidOf(0x96, 0, channel * 0x100000 + 0x50f00),
        synd: hex(at(next(65536), 32) | at(next(1024), 8) | BigInt(chipSelect)),
        addr: hex(wide(next) >> 24n),
      },
      want: {
        is: {
          unit: 'dram',
          severity: 'corrected',
          dram: {channel, chipSelect: valid ? chipSelect : null},
          address: {kind: 'normalized', granularityBytes: lsb === 0 ? 64 : 2 ** lsb},
        },
      },
    }
  })
}

/** Flags of STATUS and the three forms of AMD's error code. */
function status(): readonly Vector[] {
  const next = seeded(55898)
  const has = (word: bigint, place: number): boolean => ((word >> BigInt(place)) & 1n) === 1n
  return Array.from({length: 150}, () => {
    const word = wide(next) | at(1, 63)
    return {
      c: 'status',
      in: {vendor: 'amd', signature: '0xa00f11', bank: 1, status: hex(word), ipid: ipidOf(0xb0, 1)},
      want: {
        is: {
          flags: {
            overflow: has(word, 62),
            uncorrected: has(word, 61),
            enabled: has(word, 60),
            miscValid: has(word, 59),
            addrValid: has(word, 58),
            contextCorrupt: has(word, 57),
            taskContextCorrupt: has(word, 55),
            deferred: has(word, 44),
            poison: has(word, 43),
          },
          modelSpecific: {extendedCode: Number((word >> 16n) & 0x3fn)},
        },
      },
    }
  })
}

/** Northbridge of the families before scalable MCA; DRAM errors carry a physical address. */
function northbridge(): readonly Vector[] {
  const families = [
    ['0xf5a', 10],
    ['0x100f80', 32],
    ['0x600f20', 32],
  ] as const
  return families.flatMap(([signature, limit]) =>
    Object.entries(NORTHBRIDGE)
      .filter(([code]) => Number(code) < limit)
      .map(([code, words]) => ({
        c: 'northbridge',
        in: {
          vendor: 'amd',
          signature,
          bank: 4,
          status: hex(at(0x9c, 56) | at(Number(code), 16) | 0x0a13n),
          addr: '0x1fa3c5f40',
        },
        want: {
          says: words.split(' & '),
          is: {modelSpecific: {extendedCode: Number(code)}, ...(words === 'dram & ecc' ? {unit: 'dram'} : {})},
        },
      })),
  )
}

/** AMD banks. */
export const amd: Theme = {
  name: 'amd',
  cites: {
    smca: 'rasdaemon mce-amd-smca.c: smca_hwid_mcatypes and smca_…_mce_desc; linux arch/x86/kernel/cpu/mce/amd.c: smca_hwid_mcatypes',
    umc: 'rasdaemon mce-amd-smca.c: find_umc_channel, csrow from MCA_SYND; AMD PPR 55901: MCA_STATUS AddrLsb; linux amd64_edac.c: normalized addresses',
    status: 'AMD PPR 55898, MCA_STATUS; rasdaemon mce-amd-smca.c, comment on MCA_STATUS of family 17h and 19h',
    northbridge:
      'linux mce_amd.c: amd_decode_nb_mce, k8_nb_mce, f10h_nb_mce; AMD BKDG 31116 and 42301, NB error signatures',
  },
  vectors: [...scalable(), ...memory(), ...status(), ...northbridge()],
}
