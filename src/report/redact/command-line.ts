import {SECRET_KEYS} from './recognisers.js'
import type {Secret} from './secret.js'

/** Parameters whose values name nobody: memory, mirroring, error handling, processors, consoles. */
const OPEN_PARAMETERS =
  /^(?:kernelcore|movablecore|movable_node|mem|memmap|memblock|mce|mca|edac|ghes|erst|bert|hest|acpi|apei|efi|efi_fake_mem|einj|cper|ras|memory_|hotplug|crashkernel|fadump|kdump|kexec|huge|default_huge|transparent_hugepage|numa|nr_|maxcpus|possible_cpus|isolcpus|nohz|rcu|cpuidle|cpufreq|intel_|amd_|iommu|swiotlb|processor|idle|pti|nopti|spectre|spec_|mitigations|l1tf|mds|tsx|kvm|panic|oops|softlockup|hardlockup|hung_task|nmi_watchdog|watchdog|audit|selinux|apparmor|security|quiet|splash|rhgb|ro|rw|nomodeset|console|earlycon|earlyprintk|loglevel|ignore_loglevel|printk|log_buf_len|debug|pci|pcie|pcie_aspm|biosdevname|net\.ifnames|consoleblank|vga|video|systemd\.|cgroup|elevator|clocksource|tsc|hpet|lapic|nox2apic|reliable|page_poison|init_on|slab|slub|vm_|page_|ras_|soft_offline|memtest|resume_offset|rootfstype|rootflags|rootdelay|rd\.(?:shell|break|debug|md|dm|plymouth|driver)|modprobe|initcall|dis_ucode|no|x2apic|smt|nosmt)[\w.-]*$/i

const IMAGE = /^(?:.*\/)?((?:vmlinuz|vmlinux|bzimage|linux|kernel|initrd|initramfs)[\w.+~-]*)$/i
const NO_NAME_IN_IT = /^[\d.,:xkmgt%+~@$!#-]*$/i

function namingValue(parameter: string, value: string): string | undefined {
  if (NO_NAME_IN_IT.test(value) && !/^\d{1,3}(?:\.\d{1,3}){3}/.test(value) && value.length < 24) return undefined
  if (OPEN_PARAMETERS.test(parameter)) return undefined
  return IMAGE.test(value) ? undefined : value
}

/** Parameters with a password in them: not even the private map keeps those. */
const KEPT_BY_NOBODY = new RegExp(`${SECRET_KEYS}|iscsi:|:[^/]*@`, 'i')

/** Values of a kernel command line that may name somebody: all but those of parameters known to name nobody. */
export function commandLineSecrets(text: string, offset = 0): readonly Secret[] {
  return [...text.matchAll(/([\w.-]{1,64})=("[^"]*"|\S+)/g)].flatMap(
    ({0: whole, 1: parameter = '', 2: value = '', index}) => {
      const secret = namingValue(parameter, value)
      if (secret === undefined) return []
      const start = offset + index + whole.length - value.length
      const span = {start, end: start + value.length}
      return [KEPT_BY_NOBODY.test(whole) ? span : {kind: 'value' as const, name: value, ...span}]
    },
  )
}
