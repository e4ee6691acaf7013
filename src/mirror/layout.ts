/** A span of system physical addresses, `end` exclusive. `mirrored: undefined` means unknown. */
export interface MirrorRegion {
  readonly start: bigint
  readonly end: bigint
  readonly mirrored?: boolean
  readonly node?: number
  readonly media?: 'ddr' | 'hbm' | 'pmem' | 'cxl' | 'unknown'
  readonly hotplug?: boolean
  readonly zone?: 'dma' | 'dma32' | 'normal' | 'movable' | 'mixed' | 'unknown'
  readonly source?: string
}

/** Channels that hold two copies of the same lines. */
export interface MirrorPair {
  readonly socket: number
  readonly imc?: readonly number[]
  readonly channels?: readonly number[]
}

export type ProvenanceSource =
  | 'efi-memmap'
  | 'efi-summary-line'
  | 'efivar'
  | 'efibootmgr'
  | 'cmdline'
  | 'zone-dmesg'
  | 'meminfo'
  | 'smbios'
  | 'bios-dump'
  | 'redfish'
  | 'ipmi-sel'
  | 'mca-misc'
  | 'esxcli'
  | 'cpu'
  | 'kernel-log'
  | 'user'

/** Where one field of a layout came from and how far to trust it. */
export interface Provenance {
  readonly field: string
  readonly from: ProvenanceSource
  readonly confidence: number
  readonly line?: string
}

/** How memory is mirrored, or would be: the shape of `schemas/layout.schema.json` with addresses as bigint. */
export interface MirrorLayout {
  readonly schemaVersion: 1
  readonly name: string
  readonly role: 'actual' | 'hypothetical'
  readonly validFrom?: string
  readonly validTo?: string
  readonly mode: 'none' | 'full' | 'partial' | 'hypervisor-objects' | 'unknown'
  readonly platform: {
    readonly arch: 'x86_64' | 'aarch64' | 'ppc64le' | 'unknown'
    readonly vendor?: 'intel' | 'amd' | 'hygon' | 'zhaoxin' | 'hisilicon' | 'ampere' | 'ibm' | 'other' | 'unknown'
    readonly family?: string
    readonly sockets?: number
    readonly snc?: 1 | 2 | 3 | 4 | 6
    readonly memoryMode?: '1lm' | '2lm' | 'flat' | 'app-direct' | 'unknown'
    readonly hypervisorGuest?: boolean
  }
  readonly capacity: {
    readonly installedBytes?: number
    readonly osVisibleBytes?: number
    readonly mirroredBytes?: number
  }
  readonly request?: {
    readonly below4G?: boolean
    readonly above4GBasisPoints?: number
    readonly mirrorStatus?: number
    readonly source?: 'os-variable' | 'bios-setup' | 'user'
  }
  readonly failover?: {
    readonly enabled?: boolean | null
    readonly degraded?: readonly {readonly since: string; readonly scope: MirrorPair; readonly evidence?: string}[]
  }
  readonly pairing?: {
    readonly granularity: 'channel-same-imc' | 'channel-cross-imc' | 'board' | 'branch' | 'logical-block' | 'unknown'
    readonly pairs?: readonly MirrorPair[]
  }
  readonly regions: readonly MirrorRegion[]
  readonly osPolicy: {
    readonly kind:
      | 'none'
      | 'boot-only'
      | 'kernelcore-mirror'
      | 'openeuler-reliable'
      | 'esxi-reliable'
      | 'amm'
      | 'unknown'
    readonly kernel?: string
    readonly effective?: boolean | null
    readonly ineffectiveReason?:
      | 'no-mirror-memory'
      | 'kdump-kernel'
      | 'movable-node'
      | 'kernel-too-old'
      | 'fallback-seen'
      | 'low4g-unmirrored'
    readonly fallbackAllowed?: boolean | null
    readonly userPolicy?: 'never' | 'flagged-tasks' | 'flagged-vms' | 'any'
  }
  readonly provenance?: readonly Provenance[]
}
