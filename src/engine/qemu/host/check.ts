import type { HostCheck } from '../../../model/host.ts'

export function ok(name: string, found: string, meaning: string): HostCheck {
  return { name, verdict: 'ok', found, meaning, fix: null }
}

/** Something does not work, but the main job does. */
export function warning(name: string, found: string, meaning: string, fix: string | null): HostCheck {
  return { name, verdict: 'warning', found, meaning, fix }
}

/** The main job does not work. */
export function missing(name: string, found: string, meaning: string, fix: string | null): HostCheck {
  return { name, verdict: 'missing', found, meaning, fix }
}

export function install(debianPackage: string): string {
  return `sudo apt-get install ${debianPackage}`
}
