/**
 * A line of shell that prints everything by which two guests could be taken for one, a word a line: first its host name, third its
 * UUID.
 */
export const sayWhoYouAre = [
  'hostname',
  'cat /proc/sys/kernel/random/boot_id /sys/class/dmi/id/product_uuid /sys/class/net/eth0/address',
  "ip address show eth0 | sed -n 's/.*inet6 //p'",
  'head -c 16 /dev/urandom | od -An -tx1 | tr -d " "',
].join('; ')
