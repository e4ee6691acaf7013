// Lines as a server's daemons write them, about nothing in particular: what a scan has to pass over.

/** mulberry32: small, seeded, good enough in every bit; gives whole numbers below a limit. */
export function seeded(seed) {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
}

const WORDS =
  'session user network größe 接続 checkpoint buffer timeout retry accepted port queue request cache worker réponse backend shard replica segment index'.split(
    ' ',
  )

/** Templates: `#` a small number, `%` hexadecimal, `@` an address, `$` a word, `~` a long tail now and then. */
const TEMPLATES = [
  'sshd[#]: Accepted publickey for deploy from @ port # ssh2: ED25519 SHA256:%%%%%',
  'sshd[#]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)',
  'sshd[#]: Received disconnect from @ port #:11: disconnected by user',
  'sshd[#]: Failed password for invalid user admin from @ port # ssh2',
  'systemd[1]: Started session-#.scope - Session # of User deploy.',
  'systemd[1]: Starting logrotate.service - Rotate log files...',
  'systemd[1]: apt-daily.service: Deactivated successfully.',
  'systemd[1]: run-docker-runtime\\x2drunc-moby-%.mount: Succeeded.',
  'systemd-logind[#]: New session # of user deploy.',
  'CRON[#]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
  'CRON[#]: pam_unix(cron:session): session closed for user root',
  'kernel: [#.#] audit: type=1400 audit(#.#:#): apparmor="DENIED" operation="open" profile="snap.lxd" name="/proc/#/status" pid=# comm="$" requested_mask="r"',
  'kernel: [#.#] IPv6: ADDRCONF(NETDEV_CHANGE): veth%: link becomes ready',
  'kernel: [#.#] docker0: port #(veth%) entered forwarding state',
  'kernel: [#.#] [UFW BLOCK] IN=eth0 OUT= MAC=%:% SRC=@ DST=@ LEN=40 TOS=0x00 PREC=0x00 TTL=24# ID=# PROTO=TCP SPT=# DPT=# WINDOW=1024 RES=0x00 SYN URGP=0',
  'kernel: [#.#] nf_conntrack: table full, dropping packet',
  'kernel: [#.#] EXT4-fs (nvme0n1p2): mounted filesystem with ordered data mode. Opts: (null)',
  'kernel: [#.#] usb 1-#: new high-speed USB device number # using xhci_hcd',
  'NetworkManager[#]: <info>  [#.#] dhcp4 (eth0): state changed bound -> extended, address=@',
  'dhclient[#]: DHCPREQUEST for @ on eth0 to @ port 67',
  'dockerd[#]: time="2026-11-03T10:#:#Z" level=info msg="ignoring event" container=%%%% module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"',
  'containerd[#]: time="2026-11-03T10:#:#.#Z" level=warning msg="cleaning up after shim disconnected" id=%%%% namespace=moby',
  'kubelet[#]: I1103 10:#:#.#    # kubelet.go:#] "SyncLoop (PLEG): event for pod" pod="prod/$-%-%" event={"ID":"%%","Type":"ContainerStarted"} ~',
  'kubelet[#]: E1103 10:#:#.#    # pod_workers.go:#] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"$\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container\\"" ~',
  'postfix/smtpd[#]: connect from unknown[@]',
  'postfix/qmgr[#]: %: from=<noreply@example.org>, size=#, nrcpt=1 (queue active)',
  'nginx: @ - - [03/Nov/2026:10:#:# +0000] "GET /api/v1/$/%?page=#&q=$ HTTP/1.1" 200 # "https://example.org/$" "Mozilla/5.0 (X11; Linux x86_64; rv:#.0) Gecko/20100101 Firefox/#.0" ~',
  'haproxy[#]: @:# [03/Nov/2026:10:#:#.#] https~ $/web# 0/0/1/#/# 200 # - - ---- #/#/0/0/0 0/0 "GET /$/% HTTP/2.0"',
  'java[#]: 2026-11-03 10:#:#,# INFO  [http-nio-8080-exec-#] c.e.s.$.OrderService - order % accepted for customer # größe=# 接続=$ ~',
  'java[#]: 2026-11-03 10:#:#,# WARN  [pool-#-thread-#] c.z.h.p.HikariPool - Thread starvation or clock leap detected (housekeeper delta=#s#ms).',
  'postgres[#]: [#-1] LOG:  checkpoint complete: wrote # buffers (0.#%); 0 WAL file(s) added, 0 removed, # recycled; write=#.# s, sync=0.# s, total=#.# s',
  'postgres[#]: [#-1] STATEMENT:  SELECT id, $, created_at FROM $ WHERE tenant_id = # AND updated_at > now() ORDER BY id LIMIT # ~',
  'chronyd[#]: Selected source @ (pool.ntp.org)',
  'rsyslogd: imjournal: # messages lost due to rate-limiting (20000 allowed within 600 seconds)',
  'sudo:   deploy : TTY=pts/# ; PWD=/srv/$ ; USER=root ; COMMAND=/usr/bin/systemctl restart $',
  'snmpd[#]: Connection from UDP: [@]:#->[@]:161',
  'multipathd[#]: sd#: directio checker reports path is up',
  'smartd[#]: Device: /dev/sda [SAT], SMART Usage Attribute: 190 Airflow changed from # to #',
  'dbus-daemon[#]: [system] Successfully activated service org.freedesktop.nm_dispatcher',
  'prometheus[#]: ts=2026-11-03T10:#:#.#Z caller=compact.go:# level=info component=tsdb msg="write block" mint=# maxt=# ulid=% duration=#.#s',
]

const COMPILED = TEMPLATES.map(template => template.split(/([#%@$~])/))

const part = (mark, next) => {
  if (mark === '#') return String(next(9999))
  if (mark === '%') return next(0x7fffffff).toString(16)
  if (mark === '@') return `10.${next(250)}.${next(250)}.${next(250)}`
  if (mark === '$') return WORDS[next(WORDS.length)]
  if (mark !== '~' || next(100) > 0) return mark === '~' ? '' : mark
  return Array.from({length: 40 + next(1500)}, () => WORDS[next(WORDS.length)]).join(' ')
}

/** One line's program and message. */
export function noiseMessage(next) {
  let text = ''
  const parts = COMPILED[next(COMPILED.length)]
  for (let at = 0; at < parts.length; at += 1) text += at % 2 === 1 ? part(parts[at], next) : parts[at]
  return text
}

const two = value => String(value).padStart(2, '0')

/** Lines with a syslog stamp, a second or so apart. */
export function createNoise(seed, stepMs = 900) {
  const next = seeded(seed)
  let ms = Date.UTC(2026, 0, 3)
  return {
    next,
    stamp() {
      ms += next(2 * stepMs)
      const at = new Date(ms)
      const month = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(at.getUTCMonth() * 3, at.getUTCMonth() * 3 + 3)
      return `${month} ${String(at.getUTCDate()).padStart(2)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} rx0${next(3)}`
    },
    message: () => noiseMessage(next),
  }
}

/** The journal's entry of a message such as `sshd[4711]: Accepted …`, with the fields that journald adds, as one line of JSON. */
export function journalLine(message, next, ms) {
  const [, program, pid = '1', text] = /^([^:[]+)(?:\[(\d+)\])?: (.*)$/s.exec(message)
  const isKernel = program === 'kernel'
  const unit = `${program.replace(/\W/g, '-')}.service`
  return JSON.stringify({
    __CURSOR: `s=4f2a0c61d7e84b0f9a3b5c1d2e6f7081;i=${next(1 << 30).toString(16)};b=0d3a5f0b0f1e4c6d8a7b9c0d1e2f3a4b;m=${next(1 << 30).toString(16)};t=62c${next(1 << 30).toString(16)};x=${next(1 << 30).toString(16)}`,
    __REALTIME_TIMESTAMP: `${ms}000`,
    __MONOTONIC_TIMESTAMP: `${ms % 1e9}000`,
    _BOOT_ID: '0d3a5f0b0f1e4c6d8a7b9c0d1e2f3a4b',
    _MACHINE_ID: '5b1f3c7a9d2e4f60818293a4b5c6d7e8',
    _HOSTNAME: 'rx01',
    _TRANSPORT: isKernel ? 'kernel' : 'syslog',
    PRIORITY: String(next(7)),
    SYSLOG_FACILITY: String(isKernel ? 0 : 3 + next(8)),
    SYSLOG_IDENTIFIER: program,
    ...(isKernel
      ? {_SOURCE_MONOTONIC_TIMESTAMP: `${ms % 1e9}`}
      : {
          SYSLOG_PID: pid,
          _PID: pid,
          _UID: '0',
          _GID: '0',
          _COMM: program,
          _EXE: `/usr/sbin/${program}`,
          _CMDLINE: `/usr/sbin/${program} -D`,
          _CAP_EFFECTIVE: '1ffffffffff',
          _SELINUX_CONTEXT: 'unconfined\n',
          _SYSTEMD_CGROUP: `/system.slice/${unit}`,
          _SYSTEMD_UNIT: unit,
          _SYSTEMD_SLICE: 'system.slice',
          _SYSTEMD_INVOCATION_ID: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
          _SOURCE_REALTIME_TIMESTAMP: `${ms}${100 + next(900)}`,
        }),
    MESSAGE: text,
  })
}
