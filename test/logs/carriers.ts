// The wrappers in which logs travel, written as the tools that make them document it.

const two = (value: number): string => String(value).padStart(2, '0')

/** Where in its log a message stands, and which program wrote it. */
interface Place {
  readonly index: number
  readonly program: string
}

const uptime = (index: number): string => `${100 + index}.${String(index * 7 + 123).padStart(6, '0')}`
const clock = (index: number): string => `04:${two(12 + (Math.floor(index / 60) % 40))}:${two(index % 60)}`
const zulu = (index: number): string => `2026-11-23T${clock(index)}.123456789Z`
const micros = (index: number): string => String((Date.UTC(2026, 10, 23, 4, 12) + index * 1000) * 1000)
const json = (value: unknown): string => JSON.stringify(value)
const csv = (field: string): string => `"${field.replaceAll('"', '""')}"`

/** `<4>1 …` and the like with a tag. */
const tag = ({program}: Place): string => (program === 'kernel' ? 'kernel' : `${program}[2783]`)

const journal = ({index, program}: Place) => ({
  __REALTIME_TIMESTAMP: micros(index),
  _BOOT_ID: 'ba4d2fb2e3b043ea913491d3379ecd8d',
  _HOSTNAME: 'db7',
  SYSLOG_IDENTIFIER: program,
  PRIORITY: '4',
  ...(program === 'kernel' ? {_TRANSPORT: 'kernel'} : {_PID: '2783', _TRANSPORT: 'syslog'}),
})

type LineCarrier = (text: string, place: Place) => string

const rfc5424 =
  (data: string): LineCarrier =>
  (text, place) =>
    `<4>1 2026-11-23T${clock(place.index)}.123456+01:00 db7 ${place.program} ${place.program === 'kernel' ? '-' : '2783'} - ${data} ${text}`

/** Carriers of kernel text alone: rings, consoles. */
export const RING_CARRIERS: Readonly<Record<string, LineCarrier>> = {
  dmesg: (text, {index}) => `[${uptime(index).padStart(12)}] ${text}`,
  'dmesg --raw, pstore': (text, {index}) => `<4>[${uptime(index).padStart(12)}] ${text}`,
  'dmesg with thread ids': (text, {index}) => `[${uptime(index).padStart(12)}][ T1203] ${text}`,
  'dmesg with CPU ids': (text, {index}) => `[${uptime(index).padStart(12)}] [   C0] ${text}`,
  'dmesg -d': (text, {index}) => `[${uptime(index).padStart(12)} <    0.000012>] ${text}`,
  'dmesg -T': (text, {index}) => `[Mon Nov 23 ${clock(index)} 2026] ${text}`,
  'dmesg -x': (text, {index}) => `kern  :warn  : [${uptime(index).padStart(12)}] ${text}`,
  'dmesg -Tx': (text, {index}) => `kern  :emerg : [Mon Nov 23 ${clock(index)} 2026] ${text}`,
  'dmesg -H': (text, {index}) => (index === 0 ? `[Nov23 04:12] ${text}` : `[  +0.000012] ${text}`),
  'dmesg --time-format=iso': (text, {index}) => `2026-11-23T${clock(index)},123456+01:00 ${text}`,
  'netconsole, extended': (text, {index}) => `4,${1000 + index},${uptime(index).replace('.', '')},-;${text}`,
  'netconsole, extended with callers': (text, {index}) =>
    `4,${1000 + index},${uptime(index).replace('.', '')},-,caller=T12;${text}`,
  'netconsole, with release': (text, {index}) => `6.12.0,4,${1000 + index},${uptime(index).replace('.', '')},-;${text}`,
  'journalctl -o short-monotonic': (text, {index}) => `[${uptime(index).padStart(12)}] db7 kernel: ${text}`,
  'broadcast to terminals': (text, {index}) =>
    `\nMessage from syslogd@db7 at Nov 23 ${clock(index)} ...\n kernel:${text}\n`,
}

/** Carriers of what any program logs: syslog and the journal. */
export const LOG_CARRIERS: Readonly<Record<string, LineCarrier>> = {
  'RFC 3164': (text, place) => `Nov 23 ${clock(place.index)} db7 ${tag(place)}: ${text}`,
  'RFC 3164 with a priority': (text, place) => `<4>Nov 23 ${clock(place.index)} db7 ${tag(place)}: ${text}`,
  'RFC 3164 with the year': (text, place) => `Nov 23 2026 ${clock(place.index)} db7 ${tag(place)}: ${text}`,
  'RFC 3164 with the year behind': (text, place) => `Nov 23 ${clock(place.index)} 2026 db7 ${tag(place)}: ${text}`,
  'RFC 3164 with a fraction': (text, place) => `Nov 23 ${clock(place.index)}.123456 db7 ${tag(place)}: ${text}`,
  'RFC 3164 of a network device': (text, place) => `Nov 23 ${clock(place.index)} 192.168.17.5 ${tag(place)}: ${text}`,
  'RFC 3164 of busybox': (text, place) => `Nov 23 ${clock(place.index)} db7 kern.warn ${tag(place)}: ${text}`,
  'RFC 3339 of rsyslog': (text, place) => `2026-11-23T${clock(place.index)}.123456+01:00 db7 ${tag(place)}: ${text}`,
  'RFC 3339 without a fraction': (text, place) => `2026-11-23T${clock(place.index)}Z db7 ${tag(place)}: ${text}`,
  'ISO time of syslog-ng': (text, place) => `2026-11-23 ${clock(place.index)} db7 ${tag(place)}: ${text}`,
  'RFC 5424': rfc5424('-'),
  'RFC 5424 with structured data': rfc5424(
    '[timeQuality tzKnown="1" isSynced="1" syncAccuracy="2\\"]5"][origin ip="10.0.0.5"]',
  ),
  'RFC 5424 behind octet counts': (text, place) => {
    const framed = rfc5424('-')(text, place)
    return `${Buffer.byteLength(framed)} ${framed}`
  },
  'journalctl -o short-iso': (text, place) => `2026-11-23T${clock(place.index)}+0100 db7 ${tag(place)}: ${text}`,
  'journalctl -o short-full': (text, place) => `Mon 2026-11-23 ${clock(place.index)} UTC db7 ${tag(place)}: ${text}`,
  'journalctl -o short-unix': (text, place) => `${1795407120 + place.index}.123456 db7 ${tag(place)}: ${text}`,
  'journalctl -o with-unit': (text, place) =>
    `Mon 2026-11-23 ${clock(place.index)} CET db7 ${place.program === 'kernel' ? 'kernel' : `${place.program}.service[2783]`}: ${text}`,
  'journalctl -o json': (text, place) => json({MESSAGE: text, ...journal(place)}),
  'journalctl -o json, bytes': (text, place) =>
    json({...journal(place), MESSAGE: [...Buffer.from(`\u001b[1m${text}\u001b[0m`)]}),
  'journalctl -o json-sse': (text, place) => `data: ${json({MESSAGE: text, ...journal(place)})}\n`,
  'journalctl -o json-seq': (text, place) => `\u001e${json({MESSAGE: text, ...journal(place)})}`,
  'journalctl -o json-pretty': (text, place) =>
    JSON.stringify({...journal(place), MESSAGE: text, _CMDLINE: '/sbin/x'}, undefined, '\t').replaceAll('": ', '" : '),
  'journalctl -o export': (text, place) =>
    `${Object.entries({...journal(place), MESSAGE: text})
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n`,
}

/** Carriers of any line of text: terminals, collectors, editors. */
export const LINE_CARRIERS: Readonly<Record<string, LineCarrier>> = {
  'picocom, minicom, screen with dates': (text, {index}) => `[2026-11-23 ${clock(index)}] ${text}`,
  'grabserial, tio with milliseconds': (text, {index}) => `[${clock(index)}.123] ${text}`,
  'conserver with dates': (text, {index}) => `[Mon Nov 23 ${clock(index)} 2026]${text}`,
  'ts of moreutils': (text, {index}) => `Nov 23 ${clock(index)} ${text}`,
  'ts -s': (text, {index}) => `00:00:${two(index % 60)} ${text}`,
  'kubectl logs --timestamps': (text, {index}) => `${zulu(index)} ${text}`,
  'kubectl logs --prefix': text => `[pod/node-problem-detector-x7x2p/npd] ${text}`,
  'docker compose logs': text => `kmsg-reader-1  | ${text}`,
  'containerd CRI': (text, {index}) => `${zulu(index)} stdout F ${text}`,
  'docker json-file': (text, {index}) => json({log: `${text}\n`, stream: 'stdout', time: zulu(index)}),
  'fluent-bit JSON lines': (text, {index}) => json({date: 1795407120.5 + index, log: text}),
  'vector JSON lines': (text, {index}) =>
    json({host: 'db7', message: text, source_type: 'file', timestamp: zulu(index)}),
  'a JSON array of entries': (text, {index}) =>
    `${index === 0 ? '[' : ','}${json({'@timestamp': zulu(index), message: text})}`,
  'Loki, logcli -o jsonl': (text, {index}) =>
    json({labels: {job: 'syslog', host: 'db7'}, line: text, timestamp: zulu(index)}),
  'Loki, logcli': (text, {index}) => `2026-11-23T${clock(index)}Z {job="syslog", host="db7"} ${text}`,
  'Loki, Grafana download': (text, {index}) =>
    `${1795407120 + index}000000000\t2026-11-23T${clock(index)}.123Z\t${text}`,
  'Elasticsearch hits, a line each': (text, {index}) =>
    json({
      _index: 'syslog-2026',
      _id: `a${index}`,
      _source: {'@timestamp': zulu(index), host: {name: 'db7'}, message: text},
    }),
  'Elasticsearch event.original': (text, {index}) =>
    json({'@timestamp': zulu(index), event: {original: text}, host: {hostname: 'db7'}}),
  'Splunk JSON': (text, {index}) =>
    json({
      preview: false,
      offset: index,
      result: {_raw: text, _time: `2026-11-23 ${clock(index)}.000 UTC`, host: 'db7'},
    }),
  'Splunk CSV': (text, {index}) =>
    `${index === 0 ? '"_raw","_time",host,source\n' : ''}${csv(text)},"2026-11-23T${clock(index)}.000+0000",db7,"/var/log/messages"`,
  'Kibana CSV': (text, {index}) =>
    `${index === 0 ? '"@timestamp","host.name",message\n' : ''}"Nov 23, 2026 @ ${clock(index)}.123",db7,${csv(text)}`,
  'CSV, semicolons': (text, {index}) =>
    `${index === 0 ? 'time;host;message\n' : ''}2026-11-23T${clock(index)}Z;db7;${csv(text)}`,
  'CSV, tabs': (text, {index}) =>
    `${index === 0 ? 'Time\tHost\tMessage\n' : ''}2026-11-23 ${clock(index)}\tdb7\t${/["\t]/.test(text) ? csv(text) : text}`,
  'CloudWatch, a line each': (text, {index}) =>
    json({timestamp: 1795407120000 + index * 1000, message: text, ingestionTime: 1795407120999}),
  'CloudWatch, aws logs tail': (text, {index}) => `2026-11-23T${clock(index)}.123000+00:00 i-0abc123def456 ${text}`,
  'Google Cloud': (text, {index}) =>
    json({insertId: 'x', textPayload: text, timestamp: zulu(index), resource: {type: 'gce_instance'}}),
  'cat -n': (text, {index}) => `${String(index + 1).padStart(6)}\t${text}`,
  'less -N': (text, {index}) => `${String(index + 1).padStart(7)} ${text}`,
  'grep -n': (text, {index}) => `${index + 17}:${text}`,
  'grep -r': text => `/var/log/messages-20261123:${text}`,
  'grep -rn': (text, {index}) => `var/log/kern.log.1:${index + 17}:${text}`,
  'a diff': text => `+${text}`,
  'a margin of bars': text => `| ${text}`,
  bullets: text => `* ${text}`,
  CRLF: text => `${text}\r`,
  'overwritten by a serial console': text => (text === '' ? text : `login: \r${text}\r`),
  colours: text => `\u001b[0m\u001b[31m${text}\u001b[0m\u001b[K`,
  'colours written out': text => `^[[33m${text}^[[0m`,
  'control characters written out by rsyslog': text => `#033[33m${text}#033[0m#015`,
  'double-spaced': text => `${text}\n`,
  quoted: text => `> ${text}`,
  'quoted three times': text => `>> > ${text}`,
  'indented code': text => `    ${text}`,
  'inline code': text => (text === '' || text.includes('`') ? text : `\`${text}\``),
  'escaped Markdown': text => text.replace(/[[\]_*#<>|\\`]/g, '\\$&'),
  'escaped HTML': text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'HTML breaks': text =>
    `${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('  ', '&nbsp; ')}<br />`,
  'HTML paragraphs': text => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`,
  'firm blanks': text => text.replaceAll(' ', '\u00a0'),
  'a Jira panel': (text, {index}) => `${index === 0 ? '{noformat}' : ''}${text}`,
  'Jira macros a line': text => (text === '' ? text : `{{${text}}}`),
}

type TextCarrier = (text: string) => string | Uint8Array

const utf16 = (text: string, mark: boolean, big: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return big ? bytes.swap16() : bytes
}

/** RFC 2045, 6.7: bytes above ASCII and `=` in hex, lines cut behind at most 75 characters. */
const quotedPrintable = (text: string): string =>
  text
    .split('\n')
    .map(line => {
      const safe = [...Buffer.from(line)].map((byte, at, all) =>
        byte === 61 || byte > 126 || (byte < 32 && byte !== 9) || (at === all.length - 1 && byte === 32)
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
      )
      const rows = ['']
      for (const piece of safe)
        if ((rows.at(-1) ?? '').length + piece.length > 75) rows.push(piece)
        else rows.splice(-1, 1, `${rows.at(-1)}${piece}`)
      return rows.join('=\n')
    })
    .join('\n')

const MAIL = 'From: a@example.org\nSubject: log\nMIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n'

/** Carriers of a text as a whole: mails, pages, encodings, collectors that nest. */
export const TEXT_CARRIERS: Readonly<Record<string, TextCarrier>> = {
  'UTF-8 with a mark': text => `\ufeff${text}`,
  'UTF-16LE': text => utf16(text, true, false),
  'UTF-16BE': text => utf16(text, true, true),
  'UTF-16LE without a mark': text => utf16(text, false, false),
  'UTF-16BE without a mark': text => utf16(text, false, true),
  'latin-1': text => Buffer.from(`Gr\u00fc\u00dfe aus M\u00fcnchen\n\n${text}`, 'latin1'),
  'a mail, quoted-printable': text => `${MAIL}Content-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}`,
  'a mail, base64': text =>
    `${MAIL}Content-Transfer-Encoding: base64\n\n${(
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n')}\n`,
  'a mail, base64, CRLF': text =>
    `${MAIL}Content-Transfer-Encoding: base64\n\n${(
      Buffer.from(text.replaceAll('\n', '\r\n'))
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n')}\n`.replaceAll('\n', '\r\n'),
  'a Markdown fence': text => `Seen today:\n\n\`\`\`console\n${text}\`\`\`\n`,
  'an HTML page': text =>
    `<html><body><p>Seen today:</p>\n<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre></body></html>\n`,
  'a Jira panel of code': text => `Seen:\n{code:title=dmesg}\n${text}{code}\n`,
  'a Slack message': text => `Anna  9:41 AM\n\`\`\`${text}\`\`\`\n`,
  'a string with written-out newlines': text => `${JSON.stringify({note: 'x', body: text})}\n`,
  'lines joined by \\n': text => `${text.trimEnd().replaceAll('\n', '\\n')}\n`,
  'lines joined by \\r\\n': text => `${text.trimEnd().replaceAll('\n', '\\r\\n')}\\r\\n\n`,
  'Elasticsearch hits, pretty': text =>
    `${JSON.stringify(
      {
        took: 3,
        hits: {
          total: 2,
          hits: text
            .trimEnd()
            .split('\n')
            .map((message, index) => ({_index: 's', _id: `a${index}`, _source: {'@timestamp': zulu(index), message}})),
        },
      },
      undefined,
      2,
    )}\n`,
  'Elasticsearch hits, one line': text =>
    `${JSON.stringify({
      took: 3,
      hits: {
        hits: text
          .trimEnd()
          .split('\n')
          .map((message, index) => ({_source: {'@timestamp': zulu(index), message}})),
      },
    })}\n`,
  'Loki query': text =>
    `${JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: {host: 'db7'},
            values: text
              .trimEnd()
              .split('\n')
              .map((line, index) => [`${1795407120 + index}000000000`, line]),
          },
        ],
      },
    })}\n`,
  'Loki query, pretty': text =>
    `${JSON.stringify(
      {
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: {host: 'db7'},
              values: text
                .trimEnd()
                .split('\n')
                .map((line, index) => [`${1795407120 + index}000000000`, line]),
            },
          ],
        },
      },
      undefined,
      2,
    )}\n`,
  'CloudWatch, get-log-events': text =>
    `${JSON.stringify(
      {
        events: text
          .trimEnd()
          .split('\n')
          .map((message, index) => ({timestamp: 1795407120000 + index, message, ingestionTime: 1})),
      },
      undefined,
      4,
    )}\n`,
  'syslog frames without newlines': text =>
    `${text
      .trimEnd()
      .split('\n')
      .map((line, index) => {
        const framed = rfc5424('-')(line, {index, program: 'kernel'})
        return `${Buffer.byteLength(framed)} ${framed}`
      })
      .join('')}\n`,
}
