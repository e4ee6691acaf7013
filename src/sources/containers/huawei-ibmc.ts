import {defineContainer} from '../container.js'

// dump_info/AppDump, DeviceDump, LogDump, OSDump (serial console and screenshots), Register, RTOSDump: iBMC's one-key
// collection, also of xFusion and of openUBMC.

/** Huawei iBMC one-key log. */
export default defineContainer({
  id: 'huawei-ibmc',
  title: 'Huawei iBMC log',
  root: /^(?:.*\/)?(?=dump_info\/)/,
  errors:
    /^dump_info\/(?:LogDump\/|OSDump\/[^/]*systemcom|Register\/|AppDump\/.*(?:sel|event|alarm|fdm|fault|diagnos))/i,
  facts: /^dump_info\/(?:AppDump\/.*(?:mem|cpu|smbios|bios|frudata|mdb|dimm)|RTOSDump\/(?:versioninfo|sysinfo))/i,
  skip: /\.(?:rep|rec|so|html)$|^dump_info\/(?:OSDump\/(?:img|video)|RTOSDump\/(?:networkinfo|other_info))/i,
  mayLackLogs: true,
})
