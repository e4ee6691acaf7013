import {defineContainer} from '../container.js'

// Red Hat and SUSE: /var/crash/<address>-<date>/vmcore, vmcore-dmesg.txt; Debian and Ubuntu: /var/crash/<stamp>/dump.<stamp>,
// dmesg.<stamp>.

/** What kdump saves of a kernel that died: its log is read, its memory is not. */
export default defineContainer({
  id: 'kdump',
  title: 'kdump folder',
  root: /^(?:.*\/)?(?=vmcore-dmesg\.txt$|vmcore-dmesg-incomplete\.txt$|vmcore(?:\.flat)?$|(?:dmesg|dump)\.\d{12}$)/,
  errors: /^(?:vmcore-dmesg|dmesg\.|kexec-dmesg|kdump_log)/,
  facts: /^README/,
  skip: /^(?:vmcore(?:\.flat|-incomplete)?|dump\.\d{12}|dump-incomplete|System\.map|vmlinu[xz]|analysis\.txt|makedumpfile)/,
})
