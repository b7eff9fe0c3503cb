const header = { nodeCount: 36, firstNode: 40, size: 48 }
/** SMMUv1 or v2, and SMMUv3. */
const smmus = [3, 4]
const leastNode = 16

/** Whether a table of Arm's devices (IORT, Arm DEN 0049) has an IOMMU in it: every server has the table, for its interrupts. */
export function hasSmmu(table: Uint8Array): boolean {
  if (table.length < header.size) return false
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  let offset = view.getUint32(header.firstNode, true)
  for (let left = view.getUint32(header.nodeCount, true); left > 0 && offset + leastNode <= table.length; left -= 1) {
    if (smmus.includes(view.getUint8(offset))) return true
    offset += Math.max(leastNode, view.getUint16(offset + 1, true))
  }
  return false
}
