import type {PlatformFact} from '../records/platform-fact.js'

/** Boards that only hypervisors build, as `DMI:` names them; `.metal` machines of a cloud are real ones. */
const OF_HYPERVISORS =
  /^(?:KVM |Red Hat (?:KVM|RHEL-AV)|VMware, Inc\. VMware|innotek GmbH VirtualBox|Microsoft Corporation Virtual Machine|Xen HVM domU|Parallels|Alibaba Cloud |Tencent Cloud CVM|Amazon EC2 (?!\S*\.metal))/

/** Boards of emulators: under a hypervisor the kernel's start names it a line below the board. */
const OF_EMULATORS = /^(?:QEMU|Bochs) /

/** True when the board is a virtual machine's, by its name; an emulated machine whose whole start names no hypervisor is none. */
export function isVirtualBoard(facts: readonly PlatformFact[]): boolean {
  const boards = facts.flatMap(fact => (fact.fact === 'dmi' ? [fact.text] : []))
  const started = facts.some(({fact}) => fact === 'kernel')
  return boards.some(board => OF_HYPERVISORS.test(board) || (OF_EMULATORS.test(board) && !started))
}
