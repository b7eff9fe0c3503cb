export function install(debianPackage: string): string {
  return `sudo apt-get install ${debianPackage}`
}
