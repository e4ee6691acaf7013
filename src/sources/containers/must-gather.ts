import {defineContainer} from '../container.js'

/** `oc adm must-gather`: a folder for each node, journals of services beside them; sosreports inside are bundles of their own. */
export default defineContainer({
  id: 'must-gather',
  title: 'must-gather',
  root: /^(?:.*\/)?must-gather[^/]*(?<!!)\/(?:(?:.*\/)?nodes\/([^/]+)\/)?/,
  errors: /(?:^|\/)(?:host_service_logs|journal|dmesg|sysinfo|[^/]*_logs_)|(?:^|\/)sosreport|kernel/,
  facts: /(?:proc_cmdline|cpuinfo|meminfo|lscpu|dmidecode|uname|cpu_affinities)/,
  skip: /(?:^|\/)(?:namespaces|cluster-scoped-resources|static-pods|monitoring|network_logs|audit_logs|etcd_info|insights-data|pod_network_connectivity_check)\//,
  mayLackLogs: true,
})
