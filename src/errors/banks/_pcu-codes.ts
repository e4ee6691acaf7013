import {type Codes, meaningIn, span, type Wording} from './_coded-bank.js'

/** MSCOD 3:0 of Sandy and Ivy Bridge-EP: faults of the power controller's own processor. */
const SNB_CONTROLLER: Codes = {
  1: 'instruction fetch outside of instruction memory',
  2: 'parity error in an instruction',
  3: 'instruction that does not exist',
  4: 'instruction stack underflow',
  5: 'instruction stack overflow',
  6: 'data stack underflow',
  7: 'data stack overflow',
  8: 'access outside of data memory',
  9: 'parity error in data',
}

/** MSCOD 15:8 of Sandy and Ivy Bridge-EP. */
const SNB_PACKAGE: Codes = {
  13: 'memory controller did not enter self-refresh for S3 in time',
  14: 'memory clocks did not stop or start in time',
  15: 'safe working point not reached in time',
  67: 'PECI mailbox did not come to rest in time',
  68: 'critical voltage regulator failed',
  69: 'maximum current setting not supported',
  92: 'more than one agent for trusted execution',
  96: 'invalid package state request from the chipset',
  97: 'invalid package state request over QPI',
  98: 'invalid package state answer over QPI',
  99: 'invalid package C-state answer from the chipset',
  100: 'invalid package state configuration',
  112: 'watchdog: package C-state, secondary socket',
  113: 'watchdog: package C-state, main socket',
  114: 'watchdog: package S-state, main socket',
  122: 'a home agent reports a change of its failure status',
  123: 'PCIe ring stop did not acknowledge a block in time',
  129: 'die too hot, recoverable',
}

/** MSCOD 15:8 of Haswell and Broadwell servers. */
const HSW_PACKAGE: Codes = {
  9: 'message channel time-out',
  13: 'memory controller did not enter self-refresh for S3 in time',
  14: 'memory clocks did not stop or start in time',
  19: 'DMI link training time-out',
  21: 'DMI: no acknowledgement of the reset in time',
  30: 'voltage regulator allows less current than the fuses ask for',
  37: 'SVID command time-out',
  38: 'direct wake from a package C-state timed out on the ring',
  41: 'voltage regulator allows less voltage than the fuses ask for',
  43: 'package C-state watchdog: cache boxes did not stop',
  44: 'package C-state watchdog: cache boxes did not start',
  57: 'package C3 exit watchdog: snoop filter did not start',
  68: 'critical voltage regulator failed',
  69: 'maximum current setting not supported',
  70: 'voltage did not ramp down',
  71: 'exclusive mode without completion of the power request',
  72: 'SVID: reading the maximum current failed',
  73: 'SVID: writing the maximum voltage failed',
  75: 'boot voltage time-out of DRAM regulator 0',
  76: 'boot voltage time-out of DRAM regulator 1',
  77: 'boot voltage time-out of DRAM regulator 2',
  78: 'boot voltage time-out of DRAM regulator 3',
  79: 'SVID command error',
  82: 'integrated regulator: overvoltage',
  83: 'integrated regulator: overcurrent',
  87: 'SVID: package C-state request failed',
  88: 'SVID: current monitor request failed',
  89: 'SVID: alert request failed',
  96: 'invalid package state request from the chipset',
  97: 'invalid package state request over QPI',
  98: 'invalid package state answer over QPI',
  99: 'invalid package state answer from the chipset',
  100: 'invalid package state configuration',
  103: 'home agent or memory controller did not acknowledge a block in time',
  104: 'memory controller SMBus time-out',
  105: 'a home agent reports a change of its failure status',
  106: 'message channel: power request not completed in time',
  112: 'watchdog: package C-state, secondary socket',
  113: 'watchdog: package C-state, main socket',
  114: 'watchdog: package S-state, main socket',
  124: 'firmware signalled reset completion in the wrong order',
  125: 'more than one agent for trusted execution',
  129: 'die too hot, recoverable',
}

/** MSCOD 15:8 of the Skylake-SP family. */
const SKX_PACKAGE: Codes = {
  13: 'DMI link training time-out',
  15: 'DMI: no acknowledgement of the reset in time',
  16: 'more than one agent for trusted execution',
  30: 'firmware signalled reset completion in the wrong order',
  31: 'firmware chose an invalid package state configuration',
  37: 'message channel time-out',
  39: 'message channel: power request not completed in time',
  48: 'direct wake from a package C-state timed out on the ring',
  49: 'invalid package C-state answer from the chipset',
  51: 'package C-state watchdog: cache boxes did not stop',
  52: 'package C-state watchdog: cache boxes did not start',
  56: 'package C3 exit watchdog: snoop filter did not start',
  64: 'SVID: input regulator current limit failure',
  65: 'SVID command time-out',
  66: 'SVID: input regulator output voltage failure',
  67: 'SVID: regulator lacks a capability',
  68: 'SVID: critical voltage regulator failed',
  69: 'SVID: system agent temperature compensation error',
  70: 'SVID: register read failed',
  71: 'SVID: register write failed',
  72: 'SVID: package C-state initialisation failed',
  73: 'SVID: package C-state configuration failed',
  74: 'SVID: package C-state request failed',
  75: 'SVID: current monitor request failed',
  76: 'SVID: alert request failed',
  77: 'SVID: package regulator absent or did not ramp',
  78: 'SVID: unexpected package regulator',
  81: 'integrated regulator: overvoltage',
  82: 'integrated regulator: overcurrent',
  88: 'watchdog: package C-state, secondary socket',
  89: 'watchdog: package C-state, main socket',
  90: 'watchdog: package S-state, main socket',
  97: 'package S-state: memory clocks did not stop or start in time',
  99: 'package S-state: invalid request from the chipset',
  100: 'package S-state: invalid internal request',
  101: 'package S-state: invalid internal answer',
  107: 'package S-state: SMBus hot-plug polling did not pause in time',
  129: 'die too hot, recoverable',
}

/** MSCOD 15:8 of Ice Lake-SP, Ice Lake-D, Snow Ridge, Sapphire and Emerald Rapids. */
const ICX_PACKAGE: Codes = {
  13: 'last level cache self-test not finished in time',
  14: 'DMI link training time-out',
  15: 'DMI straps did not arrive in time',
  16: 'DMI: no acknowledgement of the reset in time',
  17: 'more than one agent for trusted execution',
  20: 'incompatible chipset',
  30: 'firmware signalled reset completion in the wrong order',
  31: 'firmware chose an invalid package state configuration',
  45: 'power limit sensor calibration error',
  46: 'time stamp counter did not synchronise in time',
  58: 'general sideband time-out',
  59: 'power management sideband time-out',
  62: 'sideband: power request not completed in time',
  64: 'SVID: input regulator current limit failure',
  66: 'SVID: input regulator output voltage failure',
  67: 'SVID: regulator lacks a capability',
  68: 'SVID: critical voltage regulator failed',
  69: 'SVID: system agent temperature compensation error',
  70: 'SVID: register read failed',
  71: 'SVID: register write failed',
  74: 'SVID: package C-state request failed',
  75: 'SVID: current monitor request failed',
  76: 'SVID: alert request failed',
  77: 'SVID: package regulator did not ramp',
  86: 'integrated regulator: hard error',
  88: 'watchdog: package C-state, secondary socket',
  89: 'watchdog: package C-state, main socket',
  90: 'watchdog: package S-state, main socket',
  91: 'watchdog: message channel state machine',
  92: 'watchdog: bulk register state machine',
  93: 'watchdog: sideband state machine',
  96: 'package S-state: safe working point not reached in time',
  97: 'package S-state: memory clocks did not stop or start in time',
  98: 'package S-state: invalid request from the chipset',
  99: 'package S-state: invalid internal request',
  100: 'package S-state: invalid internal answer',
  ...span(101, 122, 'package S-state: preparation of the reset timed out'),
  123: 'package S-state: SMBus hot-plug polling did not pause in time',
  124: 'package S-state: SMBus package polling did not pause in time',
  125: 'package S-state: SMBus module polling did not pause in time',
  128: 'package C-state: dispatcher busy too long',
  129: 'invalid package C-state answer from the chipset',
  131: 'package C-state watchdog: cache boxes did not stop',
  132: 'package C-state watchdog: cache boxes did not start',
  135: 'package C2 watchdog: bus masters not blocked',
  136: 'package C2 watchdog: limit of the package state',
  137: 'package C-state watchdog: display setting',
  139: 'package C-state: error allowing L1',
  144: 'die too hot, recoverable',
  160: 'no signal of the asynchronous DRAM refresh in time',
  161: 'base clock overclocked beyond the threshold',
  176: 'dispatcher busy too long',
  192: 'dispatcher busy too long',
}

/** MSCOD 7:4 of the same parts. */
const ICX_AGENT: Codes = {
  4: 'clock or power block did not answer in time',
  5: 'SMBus controller raised an SMI',
  9: 'power controller received an invalid transaction',
}

/** MSCOD 3:0 of the same parts: faults of the power controller's own processor. */
const ICX_CONTROLLER: Codes = {
  1: 'instruction address outside of the valid space',
  2: 'double-bit RAM error on an instruction fetch',
  3: 'instruction that does not exist',
  4: 'stack underflow',
  5: 'stack overflow',
  6: 'data address outside of the valid space',
  7: 'double-bit RAM error on a data fetch',
}

/** Shutdowns of a core, as the power controller reports them. */
const CORE_SHUTDOWNS: Codes = {
  1: 'machine check while CR4.MCE was clear',
  2: 'machine check while another was in progress (MCIP)',
  3: 'machine check while waiting for startup',
  4: 'unrecoverable error in a security flow',
  5: 'triple fault',
  6: 'consistency checks failed at a VM exit',
  7: 'consistency checks failed at the return from SMM',
  8: 'invalid conditions at the protected-mode entry of SMM',
  9: 'unrecoverable error in a security flow: microcode update',
}

/** MSCOD 7:0 of Granite Rapids and its relatives. */
const GNR_CONTROLLER: Codes = {
  ...span(2, 3, 'power controller: double-bit ECC error'),
  ...span(8, 9, 'power controller: internal error'),
  10: 'power controller: patch did not load',
  11: 'power controller: power-on request not valid',
  16: 'power controller: double-bit ECC error in the telemetry RAM',
  32: 'a power management agent signalled an error',
  128: 'the security engine (S3M) signalled an error',
  160: 'double-bit ECC error in the hierarchical power management RAM',
  176: 'double-bit ECC error in the topology interface RAM',
}

/** MSCOD 15:8 of Granite Rapids and its relatives. */
const GNR_PACKAGE: Codes = {
  9: 'time stamp counter not loaded in time',
  11: 'general sideband time-out',
  12: 'power management sideband time-out',
  16: 'power limit sensor calibration error',
  26: 'dispatcher busy too long',
  29: 'more than one agent for trusted execution',
  35: 'SVID error',
  53: 'SVID: invalid load line resistance',
  54: 'SVID: invalid maximum current',
  64: 'SVID: invalid maximum voltage',
  65: 'SVID: invalid ramp voltage',
  72: 'fuses of the temperature compensation are not valid',
  73: 'SVID: invalid DC load line',
  74: 'integrated regulator: hard error',
  76: 'double-bit error reading the hierarchical power management RAM',
  86: 'SVID: invalid fuse values for the active voltage',
}

/** MSCOD of the compute die's power unit of Diamond Rapids: page in 15:8, code in 7:0. */
const DMR_CORE: Codes = {
  ...CORE_SHUTDOWNS,
  2070: 'frequency and voltage scaling counter expired',
  2083: 'answer of an unsupported kind',
  2085: 'memory self-test',
  2086: 'system agent PLL',
  2087: 'crystal frequency out of bounds',
  2088: 'power management sideband: fuse puller error',
  2089: 'general sideband: fuse puller error',
  2096: 'firmware watchdog',
  2097: 'band gap reference error',
  2098: 'integrated regulator of a core',
  2099: 'integrated regulator of the die-to-die link',
  2100: 'integrated regulator of the mid-level cache',
  2101: 'integrated regulator of the ring',
  2102: 'die-to-die PLL 0',
  2103: 'die-to-die PLL 1',
  2104: 'PLL of top die 0',
  2105: 'PLL of the base die',
  2112: 'UCIe link stopped on an error',
  2113: 'resource adapter 0',
  2114: 'resource adapter 1',
  2117: 'PLL of top die 1',
  2118: 'PLL of top die 2',
  2119: 'PLL of top die 3',
  2120: 'microcontroller patch not acknowledged',
  3073: 'microcontroller: double-bit error in instruction RAM',
  3074: 'microcontroller: double exception',
  3075: 'microcontroller: error in the telemetry RAM',
  3076: 'microcontroller: double-bit error in data RAM',
  3077: 'microcontroller: error in the topology interface RAM',
  5121: 'integrated regulator too hot, warning',
  5122: 'integrated regulator too hot, critical',
}

/** MSCOD 7:0 of the memory and I/O die's power unit of Diamond Rapids, while 15:8 are clear. */
const DMR_IMH_CONTROLLER: Codes = {
  ...span(2, 3, 'power controller: double-bit ECC error'),
  ...span(8, 9, 'power controller: internal error'),
  10: 'power controller: patch did not load',
  11: 'power controller: power-on request not valid',
  12: 'power controller: RAM address error',
  13: 'power controller: RAM access error',
  16: 'power controller: watchdog, or double-bit ECC error in the telemetry RAM (MISC tells which)',
  32: 'a power management agent signalled an error',
  48: 'power controller: internal error',
  160: 'double-bit ECC error in the hierarchical power management RAM',
  176: 'double-bit ECC error in the topology interface RAM',
}

/** MSCOD 15:8 of the same unit. */
const DMR_IMH_PACKAGE: Codes = {
  9: 'time stamp counter not loaded in time',
  10: 'crystal frequency outside of the valid range',
  11: 'general sideband time-out',
  12: 'power management sideband time-out',
  13: 'configuration not acknowledged in time',
  35: 'SVID error',
  53: 'SVID: invalid load line resistance',
  54: 'SVID: invalid maximum current',
  74: 'integrated regulator: hard error',
  76: 'double-bit error reading the hierarchical power management RAM',
  88: 'invalid memory frequency',
  99: 'SVID: protocol error of the input regulator',
  106: 'post-package repair time-out',
  111: 'invalid socket number',
  112: 'invalid remote legacy agent',
  113: 'invalid remote agent for trusted execution',
  123: 'thermal sensor not valid',
  124: 'CXL device without credits',
  126: 'die too hot, recoverable',
  131: 'package S-state: preparation of a reset not acknowledged in time, recoverable',
}

/** MCACOD of the power unit's bank from Haswell on. */
const ORIGINS: Codes = {
  1026: 'internal error of the power control unit',
  1027: 'internal error of the power control unit',
  1030: 'trusted execution (TXT) error',
  1031: 'other error of the UBox',
}

const high = (mscod: number): number => mscod >> 8

/** Sandy and Ivy Bridge-EP, bank 4. */
export const snbPcu: Wording = mscod => [
  ...meaningIn(SNB_CONTROLLER, mscod & 15),
  ...meaningIn(SNB_PACKAGE, high(mscod)),
]

const withOrigin =
  (codes: Codes): Wording =>
  (mscod, code) => [...meaningIn(ORIGINS, code), ...meaningIn(codes, high(mscod))]

/** Haswell and Broadwell servers, bank 4. */
export const hswPcu: Wording = withOrigin(HSW_PACKAGE)

/** Skylake-SP family, bank 4. */
export const skxPcu: Wording = withOrigin(SKX_PACKAGE)

/** MCACOD under which Sapphire Rapids reports that a core shut down. */
const CORE_SHUTDOWN = 0x40c

/** Ice Lake-SP to Emerald Rapids, bank 4. */
export const icxPcu: Wording = (mscod, code) => [
  ...meaningIn(ICX_PACKAGE, high(mscod)),
  ...meaningIn(ICX_AGENT, (mscod >> 4) & 15),
  ...meaningIn(code === CORE_SHUTDOWN ? CORE_SHUTDOWNS : ICX_CONTROLLER, mscod & 15),
]

/** Granite Rapids and its relatives, bank 6. */
export const gnrPcu: Wording = mscod => [
  ...meaningIn(GNR_CONTROLLER, mscod & 255),
  ...meaningIn(GNR_PACKAGE, high(mscod)),
]

/** MCACOD of an in-field scan that failed. */
const SCAN_AT_FIELD = 0x40b

/** Compute die of Diamond Rapids, bank 4. */
export const dmrCorePcu: Wording = (mscod, code) =>
  code === SCAN_AT_FIELD ? ['in-field scan found a defect'] : meaningIn(DMR_CORE, mscod)

/** Memory and I/O die of Diamond Rapids, bank 11. */
export const dmrImhPcu: Wording = mscod =>
  high(mscod) === 0 ? meaningIn(DMR_IMH_CONTROLLER, mscod) : meaningIn(DMR_IMH_PACKAGE, high(mscod))

/** MCACOD of the Knights Landing bank 5. */
const KNL_ORIGINS: Codes = {
  1026: 'internal error of the power control unit',
  1027: 'internal error of the voltage control unit',
  1031: 'other error of the UBox',
}

/** Knights Landing and Mill, bank 5. */
export const knlPcu: Wording = (_, code) => meaningIn(KNL_ORIGINS, code)

/** MSCOD 15:8 of the Nehalem family's internal errors. */
const NHM_INTERNAL: Codes = {
  3: 'reset firmware did not complete',
  8: 'invalid power management message received',
  10: 'invalid power management request',
  13: 'invalid S-state transition',
  17: 'voltage controller is not the one the straps ask for',
  26: 'the straps ask for a board class that this CPU is not',
}

/** Nehalem family, bank 7. */
export const nhmInternal: Wording = mscod => meaningIn(NHM_INTERNAL, high(mscod))
