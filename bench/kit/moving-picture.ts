/**
 * A boot sector whose screen never stands still: 320 x 200 pixels in 256 colours, each pixel one colour further than its neighbour,
 * and all of them one further each time they are drawn.
 */
// biome-ignore format: one instruction or two a line
const program = [
  0xb8, 0x13, 0x00, 0xcd, 0x10, // mode 0x13 (int 0x10, ah = 0)
  0xb8, 0x00, 0xa0, 0x8e, 0xc0, 0xfc, // es = 0xa000, where its pixels are; strings go up
  0x31, 0xff, 0xb9, 0x00, 0xfa, 0x88, 0xd8, // di = 0, cx = 64000 pixels, al = bl
  0xaa, 0xfe, 0xc0, 0xe2, 0xfb, // one pixel; the next colour; all of them
  0xfe, 0xc3, 0xeb, 0xf0, // bl one further; again
]

/** A raw disk of 1 MiB that boots so. */
export function movingPicture(): Uint8Array {
  const disk = new Uint8Array(2 ** 20)
  disk.set(program)
  disk.set([0x55, 0xaa], 510)
  return disk
}
