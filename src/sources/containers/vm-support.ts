import {defineContainer} from '../container.js'

/** ESXi's vm-support. Cores (`vmkernel-zdump`) are not read: `vmkdump_extract -l` takes the log out of one. */
export default defineContainer({
  id: 'vm-support',
  title: 'vm-support bundle',
  root: /^(?:.*\/)?esx-(.+?)-\d{4}-\d\d-\d\d--\d\d\.\d\d(?:-\d+)?\//,
  errors:
    /^(?:var\/(?:run\/)?log\/|scratch\/log\/|var\/log\/boot|commands\/[^/]*(?:sel|ipmi|dmesg|vmkmcelog|vobd|log))/,
  facts: /^commands\/[^/]*(?:smbios|memory|hardware|cpu|uname|version|vmware|uptime|hostname|vsi|boot)/,
  skip: /^(?:vmfs|usr|lib|bin|sbin|opt|tmp|proc|etc|bootbank|altbootbank|store|var\/core|var\/lib|vsan|json|action\.log|commands|profile|reconstruct\.sh)/,
})
