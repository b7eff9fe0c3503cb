/** Where the program lies in the memory of its process; the usual place of programs that are not moved. */
const codeBase = 0x400000
const headerBytes = 64
const segmentBytes = 56

/** Where a frame is read to, and how long one may be. Only the pages that it fills are ever taken. */
export const frameBase = 0x500000
export const frameBytes = 0x20000

/** The first number of a descriptor that a call opens: the line to the host is 3. */
export const firstOpened = 4

/**
 * Reads a frame (frame.ts), makes the system calls that it lists, one after another, writes back what they gave, and waits for
 * the next one until the host hangs up. A new process costs an emulated guest some fifty milliseconds; so it becomes somebody without any.
 */
const instructions = [
  '41 bc 00 00 50 00', //     mov r12d, 0x500000     the frame
  '31 db', //          again: xor ebx, ebx           bytes that have come
  'bf 03 00 00 00', //  more: mov edi, 3             the line
  '49 8d 34 1c', //           lea rsi, [r12+rbx]
  'ba 00 00 02 00', //        mov edx, 0x20000       its room
  '29 da', //                 sub edx, ebx
  '31 c0', //                 xor eax, eax           read
  '0f 05', //                 syscall
  '85 c0', //                 test eax, eax
  '7f 09', //                 jg came
  '31 ff', //                 xor edi, edi           nobody holds the other end
  'b8 e7 00 00 00', //        mov eax, 231           exit_group
  '0f 05', //                 syscall
  '01 c3', //           came: add ebx, eax
  '83 fb 10', //              cmp ebx, 16
  '72 d8', //                 jb more
  '49 3b 1c 24', //           cmp rbx, [r12]         the length of the frame
  '72 d2', //                 jb more
  '41 8b 5c 24 08', //        mov ebx, [r12+8]       how many calls
  '49 8d 6c 24 10', //        lea rbp, [r12+16]      the first of them
  '85 db', //           next: test ebx, ebx
  '74 22', //                 je answer
  '48 8b 45 00', //           mov rax, [rbp]
  '48 8b 7d 08', //           mov rdi, [rbp+8]
  '48 8b 75 10', //           mov rsi, [rbp+16]
  '48 8b 55 18', //           mov rdx, [rbp+24]
  '4c 8b 55 20', //           mov r10, [rbp+32]
  '0f 05', //                 syscall
  '48 89 45 00', //           mov [rbp], rax
  '48 83 c5 28', //           add rbp, 40
  'ff cb', //                 dec ebx
  'eb da', //                 jmp next
  'bf 03 00 00 00', // answer: mov edi, 3
  '4c 89 e6', //              mov rsi, r12
  '89 ea', //                 mov edx, ebp
  '44 29 e2', //              sub edx, r12d
  'b8 01 00 00 00', //        mov eax, 1             write
  '0f 05', //                 syscall
  'eb 8a', //                 jmp again
]

/** A whole program for Linux on x86_64 (elf(5)), which needs no library. Its line is descriptor 3. */
export function callsProgram(): Uint8Array {
  const code = Buffer.from(instructions.join('').replaceAll(' ', ''), 'hex')
  const before = headerBytes + 2 * segmentBytes
  const file = new Uint8Array(before + code.length)
  file.set(header(codeBase + before))
  const [readExecute, readWrite] = [5, 6]
  file.set(segment(readExecute, codeBase, file.length, file.length), headerBytes)
  file.set(segment(readWrite, frameBase, 0, frameBytes), headerBytes + segmentBytes)
  file.set(code, before)
  return file
}

function header(entry: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  view.setUint16(16, 2, true) // ET_EXEC
  view.setUint16(18, 62, true) // EM_X86_64
  view.setUint32(20, 1, true)
  view.setBigUint64(24, BigInt(entry), true)
  view.setBigUint64(32, BigInt(headerBytes), true)
  view.setUint16(52, headerBytes, true)
  view.setUint16(54, segmentBytes, true)
  view.setUint16(56, 2, true)
  return bytes
}

/** `held` bytes of the file, from its beginning, and zeros after them. */
function segment(rights: number, base: number, held: number, whole: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(segmentBytes))
  view.setUint32(0, 1, true) // PT_LOAD
  view.setUint32(4, rights, true)
  for (const at of [16, 24]) view.setBigUint64(at, BigInt(base), true)
  for (const [at, size] of [[32, held] as const, [40, whole] as const]) view.setBigUint64(at, BigInt(size), true)
  view.setBigUint64(48, 0x1000n, true)
  return new Uint8Array(view.buffer)
}
