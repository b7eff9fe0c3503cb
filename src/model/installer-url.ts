/** Whether a kernel or initrd is got from the web when it is booted. Debian's iPXE speaks HTTP without TLS. */
export function isFetched(place: string): boolean {
  return place.startsWith('http://')
}
