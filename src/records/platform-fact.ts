import type {RecordOrigin} from './hardware-error-record.js'

/** One thing a log tells about the machine rather than about an error. Bound to the boot it was printed in. */
export type PlatformFact = RecordOrigin & PlatformFactBody

export type PlatformFactBody =
  | {readonly kind: 'fact'; readonly fact: 'kernel'; readonly release: string; readonly banner: string}
  /** The release as a trace's head names it, where the boot's own banner is long gone; it opens no boot. */
  | {readonly kind: 'fact'; readonly fact: 'kernel-release'; readonly release: string; readonly text: string}
  | {readonly kind: 'fact'; readonly fact: 'command-line'; readonly text: string}
  | {
      readonly kind: 'fact'
      readonly fact: 'cpu'
      readonly vendor?: 'intel' | 'amd' | 'hygon' | 'zhaoxin' | 'arm' | 'unknown'
      /** CPUID.1 EAX where family, model and stepping (or a PROCESSOR line) were printed. */
      readonly signature?: number
      readonly modelName?: string
      readonly microcode?: number
    }
  | {
      readonly kind: 'fact'
      readonly fact: 'efi-memory-region'
      readonly start: bigint
      /** Exclusive, whatever the kernel's bracket said. */
      readonly end: bigint
      /** Descriptor type as printed, `Conventional`; `type=7` in the oldest form. */
      readonly type: string
      /** Set attributes by their column names, `MR`, `WB`. */
      readonly attributes: readonly string[]
      readonly mirrored: boolean
      /** Descriptor number `mem36`; absent in the arm64 form. */
      readonly index?: number
      /** `type` names RAM the kernel can use (conventional, boot and loader data and code). */
      readonly usable: boolean
      /** Maps of one boot in printing order, 0, 1, …: a later one corrects or repeats an earlier one and is never united with it. */
      readonly map?: number
      /** True for the kernel's list of runtime regions, which leaves out most of the memory. */
      readonly runtimeMap?: true
    }
  | {readonly kind: 'fact'; readonly fact: 'mirrored-total'; readonly mirroredMiB: number; readonly totalMiB: number}
  | {
      readonly kind: 'fact'
      readonly fact: 'kernelcore'
      readonly message: 'no-mirror-memory' | 'kdump-kernel' | 'unmirrored-kernel-memory' | 'mirrored-allocation-failed'
      readonly bytes?: number
    }
  | {readonly kind: 'fact'; readonly fact: 'movable-zone-start'; readonly node: number; readonly address: bigint}
  | {readonly kind: 'fact'; readonly fact: 'zone'; readonly zone: string; readonly start: bigint; readonly end: bigint}
  | {
      readonly kind: 'fact'
      readonly fact: 'node-range'
      readonly node: number
      readonly start: bigint
      readonly end: bigint
    }
  | {
      readonly kind: 'fact'
      readonly fact: 'ram-region'
      readonly start: bigint
      readonly end: bigint
      readonly type: string
    }
  | {
      readonly kind: 'fact'
      readonly fact: 'hypervisor'
      readonly name: string
      readonly role: 'guest' | 'root' | 'unknown'
    }
  | {readonly kind: 'fact'; readonly fact: 'dmi'; readonly text: string}
  | {readonly kind: 'fact'; readonly fact: 'memory-total'; readonly availableKiB: number; readonly totalKiB: number}
  /** Keys of memory encryption (Intel TME-MK): their number stands in the topmost bits of physical addresses. */
  | {readonly kind: 'fact'; readonly fact: 'memory-keys'; readonly keys: number}
  | {readonly kind: 'fact'; readonly fact: 'efi-fake-mem'; readonly text: string}
  | {readonly kind: 'fact'; readonly fact: 'error-injection'; readonly text: string}
  | {
      readonly kind: 'fact'
      readonly fact: 'mirror-mode'
      /** As the memory-controller driver read it; `enabled` where the driver tells no kinds apart. */
      readonly mode: 'full' | 'address-range' | 'enabled' | 'disabled'
      readonly text: string
    }
  | {
      readonly kind: 'fact'
      readonly fact: 'mirror-redundancy'
      /** What the sensor says of the pair; `unknown` where boards of different generations mean opposite things by it. */
      readonly state: 'redundant' | 'degraded' | 'lost' | 'disabled' | 'unknown'
      /** Where boards mean opposite things: the state by the words of the IPMI standard. */
      readonly standard?: 'redundant' | 'lost'
      /** Why the state is not known, or by whose meaning it is. */
      readonly because: string
      readonly sensor: string
      readonly text: string
    }
  /** Mirroring as firmware states it at start-up (BIOS POST) or an operating system reads it: a state, not a capability. */
  | {
      readonly kind: 'fact'
      readonly fact: 'firmware-mirror'
      readonly state: 'enabled' | 'disabled' | 'failed' | 'degraded'
      /** `enabled` where the text tells no kinds apart. */
      readonly mode?: 'full' | 'address-range'
      readonly text: string
    }
  /** What the machine could do (`MemorySummary.MemoryMirroring`): never a sign that a mirror is on. */
  | {readonly kind: 'fact'; readonly fact: 'mirror-capability'; readonly value: string; readonly text: string}
  /** A firmware set-up attribute: asked for, not necessarily in force. */
  | {readonly kind: 'fact'; readonly fact: 'firmware-setting'; readonly name: string; readonly value: string}
  /** The UEFI variables of address-range mirroring as efibootmgr prints them, or their raw bytes. */
  | {
      readonly kind: 'fact'
      readonly fact: 'mirror-variable'
      /** In force; wanted, but the firmware refused; asked for at the next boot. */
      readonly scope: 'in-force' | 'refused' | 'requested'
      /** Share of the memory above 4 GiB, hundredths of a percent. */
      readonly above4GBasisPoints?: number
      readonly below4G?: boolean
      /** `MirrorStatus`: 0 success, 1 … 5 why not. */
      readonly status?: number
      readonly text: string
    }
  | {
      readonly kind: 'fact'
      readonly fact: 'dimm'
      readonly label: string
      readonly sizeMiB?: number
      readonly state?: string
      readonly health?: string
      readonly partNumber?: string
      readonly serialNumber?: string
      readonly modes?: readonly string[]
      readonly text: string
    }
  /** Errors counted by somebody since some start: a rate when the start is known, never events. */
  | {
      readonly kind: 'fact'
      readonly fact: 'error-counter'
      readonly scope: string
      readonly name: string
      readonly count: number
      /** Age of the counter, where it tells it. */
      readonly seconds?: number
      readonly period: 'lifetime' | 'current' | 'unknown'
    }
  /** A row of `/proc/meminfo` in KiB, `Slab`. */
  | {readonly kind: 'fact'; readonly fact: 'meminfo'; readonly name: string; readonly kiB: number}
  /** openEuler's graded memory at start-up: bytes that are mirrored; absent when it could not start. */
  | {readonly kind: 'fact'; readonly fact: 'memory-grading'; readonly bytes?: bigint; readonly text: string}
  /** Memory that a hypervisor knows to be mirrored; 0 bytes: none. */
  | {readonly kind: 'fact'; readonly fact: 'reliable-memory'; readonly bytes?: bigint; readonly text: string}
  /** A module that firmware left out of use, its name as printed. */
  | {readonly kind: 'fact'; readonly fact: 'dimm-disabled'; readonly label?: string; readonly text: string}
  | {readonly kind: 'fact'; readonly fact: 'edac-driver'; readonly driver: string; readonly text: string}
  | {readonly kind: 'fact'; readonly fact: 'firmware-first' | 'ce-collector' | 'shutdown'; readonly text: string}
