/** Kernels of one distribution: their releases (`uname -r`), the tables that speak for them, what is uncertain. */
interface DistributionKernel {
  readonly release: RegExp
  /** Ids of tables; absent where the version decides. */
  readonly tables?: readonly string[]
  readonly note?: string
}

const BACK_PORTS = 'with back-ports of its own'

/** First match wins: suffixes of rebuilt kernels (UEK, ELRepo) stand before the suffix of the system they run on. */
export const DISTRIBUTIONS: readonly DistributionKernel[] = [
  {
    release: /^4\.1\.12-.*uek/i,
    tables: ['4.4'],
    note: 'Oracle UEK 4: its rows are those of 4.4, without kernel.panic_on_oops',
  },
  {
    release: /^4\.14\..*uek/i,
    tables: ['4.4', '4.19'],
    note: 'Oracle UEK 5: action-optional rows as in 4.4, action-required rows and AMD as in 4.19',
  },
  {release: /uek/i, note: `Oracle UEK, ${BACK_PORTS}`},
  {release: /elrepo/i},
  {
    release: /^2\.6\.32-.*\.el6/,
    tables: ['2.6.32', '3.6'],
    note: 'Red Hat Enterprise Linux 6: later builds carry the action-required rows of 3.6',
  },
  {
    release: /^3\.10\.0-.*(?:el7|vz7)/,
    tables: ['3.10-el7'],
    note: 'Red Hat Enterprise Linux 7: the rows of 3.10.0-1160; earlier builds lack the row for recoverable kernel code, and AMD’s panic for kernel code',
  },
  {release: /^4\.18\.0-.*el8/, tables: ['4.18-el8']},
  {
    release: /^5\.14\.0-.*el9/,
    tables: ['5.10', '6.1'],
    note: 'Red Hat Enterprise Linux 9: Intel rows as in 6.1, AMD rows as in 5.10 in the build that was read; later builds may carry rows of 6.12',
  },
  {release: /^6\.12\.0-.*el10/, tables: ['6.12'], note: `Red Hat Enterprise Linux 10, ${BACK_PORTS}`},
  {release: /^4\.19\.90-.*(?:oe|up)/, tables: ['4.19'], note: 'openEuler: its rows are those of 4.19'},
  {release: /^5\.10\.0-.*oe/, tables: ['5.10'], note: `openEuler, ${BACK_PORTS}`},
  {release: /\.oe\d/, note: `openEuler, ${BACK_PORTS}`},
  {
    release: /^4\.19\..*\.(?:al7|al8|an7|an8)/,
    tables: ['4.19', '5.4'],
    note: 'Alibaba and Anolis: rows of 4.19 with the patrol-scrub row and the Hygon rule of 5.4',
  },
  {
    release: /^4\.4\..*-default$/,
    tables: ['4.4', '4.19'],
    note: 'SUSE: rows of 4.4 with the recoverable kernel code of later kernels',
  },
  {release: /-default$/, note: `SUSE, ${BACK_PORTS}`},
  {release: /\.amzn\d/, note: `Amazon Linux, ${BACK_PORTS}`},
  {
    release: /-(?:generic|lowlatency|aws|azure|gcp|oracle|kvm)(?:-\w+)?$/,
    note: 'Ubuntu, with the stable back-ports of its version',
  },
  {release: /-(?:cloud-)?amd64$/, note: 'Debian, with the stable back-ports of its version'},
]
