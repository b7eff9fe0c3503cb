/** CRC-32 of a text in UTF-8, 0 to 2^32 - 1. Finds accidents, not attacks. */
export { crc32 } from 'node:zlib'
