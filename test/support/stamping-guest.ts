import assert from 'node:assert/strict'
import { assemble } from './assemble.ts'
import { bootMediumWith } from './boot-media.ts'

/** Sectors of 512 bytes that the guest writes at once. */
const atOnce = 64
/** What every number that it writes is mixed with, so that no other data look like it: `STRJ` without its last byte. */
const key = 0x00_52_54_53

/**
 * A guest of one sector that fills its first disk again and again, `atOnce` sectors with each tick of the timer (18 a second).
 * Each sector is full of one number of 32 bits: its own address, mixed with a key to which every round adds 2^24. After each
 * write that was answered it says `W` on COM1, or `E` when the answer was an error, and then tries the same once more. It
 * begins by `R`, and shuts down when its power button is pressed (ACPI of q35 as SeaBIOS places it).
 */
// biome-ignore format: one instruction or two a line
function program(sectors: number): Uint8Array {
  const number = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]
  return assemble(0x7c00, [
    0x31, 0xc0, 0x8e, 0xd8, 0x8e, 0xd0, 0xbc, 0x00, 0x7c, 0xfc, // ds = ss = 0, stack below the program, strings go up
    0xba, 0x02, 0x06, 0xb4, 0x01, 0xef, // the power button shall be noticed: out 0x602, 0x0100
    0xb0, 0x52, 0xbb, { at: 'put' }, 0xff, 0xd3, // say `R`
    'next',
    0xb8, 0x00, 0x10, 0x8e, 0xc0, 0x31, 0xff, // es:di = 0x10000, where the sectors are made
    0x66, 0xa1, { at: 'lba' }, 0xb2, atOnce, // eax = address of the first, dl = how many
    'fill',
    0x66, 0x50, 0x66, 0x33, 0x06, { at: 'key' }, // keep it; mix it
    0xb9, 0x80, 0x00, 0xf3, 0x66, 0xab, // 128 times into the sector
    0x66, 0x58, 0x66, 0x40, 0xfe, 0xca, 0x75, { to: 'fill' }, // the next one
    0xbe, { at: 'packet' }, 0xb8, 0x00, 0x43, 0xb2, 0x80, 0xcd, 0x13, // extended write (int 0x13, ah = 0x43) to disk 0x80
    0xb0, 0x57, 0x73, { to: 'say' }, 0xb0, 0x45, // `W`, or `E` with carry
    'say',
    0x9c, 0xbb, { at: 'put' }, 0xff, 0xd3, 0x9d, 0x72, { to: 'idle' }, // say it; after an error the same again
    0x66, 0x83, 0x06, { at: 'lba' }, atOnce, // go on behind it
    0x66, 0xa1, { at: 'lba' }, 0x66, 0x3b, 0x06, { at: 'limit' }, 0x72, { to: 'idle' }, // unless the end is reached:
    0x66, 0x31, 0xc0, 0x66, 0xa3, { at: 'lba' }, 0xfe, 0x06, { at: 'round' }, // a new round from the beginning
    'idle',
    0xfb, 0xf4, // wait for the next tick of the timer
    0xba, 0x00, 0x06, 0xed, 0xf6, 0xc4, 0x01, 0x74, { to: 'next' }, // unless the power button was pressed
    0xba, 0x04, 0x06, 0xb8, 0x00, 0x20, 0xef, 0xf4, // off: out 0x604, 0x2000 is S5
    'put', 0x88, 0xc4, 0xba, 0xfd, 0x03, // ah = the character
    'wait', 0xec, 0xa8, 0x20, 0x74, { to: 'wait' }, // until the line is free
    0x88, 0xe0, 0xba, 0xf8, 0x03, 0xee, 0xc3, // write it
    'packet', 0x10, 0x00, atOnce, 0x00, 0x00, 0x00, 0x00, 0x10, // so many sectors from 0x1000:0
    'lba', 0, 0, 0, 0, 0, 0, 0, 0,
    'key', ...number(key).slice(0, 3), 'round', 0,
    'limit', ...number(sectors),
  ])
}

/** A medium that boots this guest. `sectors`: how many of its disk it fills, a multiple of 64 and below 2^24. */
export function stampingMedium(sectors: number): Uint8Array {
  assert.ok(sectors % atOnce === 0 && sectors < 2 ** 24)
  const sector = new Uint8Array(512)
  sector.set(program(sectors))
  sector.set([0x55, 0xaa], 510)
  return bootMediumWith(sector, 0)
}

/** How many writes the guest has been told to be done, by what it said; and how many were errors. */
export function writesIn(said: string): { readonly done: number; readonly failed: number } {
  const count = (character: string) => said.split(character).length - 1
  return { done: count('W'), failed: count('E') }
}

/**
 * Compares its disk with what it said: every write that was answered is there in full. `inFlight`: the one after that may be
 * there too, or a part of it. Throws at the first sector that is not as it must be.
 */
export function assertStamped(disk: Uint8Array, sectors: number, done: number, inFlight = 1): void {
  const words = new Uint32Array(disk.buffer, disk.byteOffset, (sectors * 512) / 4)
  const blocks = sectors / atOnce
  for (let sector = 0; sector < sectors; sector++) {
    const block = Math.floor(sector / atOnce)
    // Rounds that wrote this block: the n-th write of the guest is block n modulo blocks.
    const least = roundsOf(done, block, blocks)
    const most = roundsOf(done + inFlight, block, blocks)
    const found = words.subarray(sector * 128, sector * 128 + 128)
    const wanted = [least, most].map((rounds) => stampOf(sector, rounds))
    const isWhole = found.every((word) => word === found[0]) && wanted.includes(found[0] ?? 0)
    assert.ok(
      isWhole,
      `sector ${sector} has ${(found[0] ?? 0).toString(16)} after ${done} writes, not ${wanted.map((each) => each.toString(16)).join(' or ')}`,
    )
  }
}

function roundsOf(writes: number, block: number, blocks: number): number {
  return writes <= block ? 0 : Math.floor((writes - block - 1) / blocks) + 1
}

/** What is in each word of a sector after it was written so many times; zeros before. */
function stampOf(sector: number, rounds: number): number {
  return rounds === 0 ? 0 : (sector ^ (key + (((rounds - 1) & 255) << 24))) >>> 0
}
