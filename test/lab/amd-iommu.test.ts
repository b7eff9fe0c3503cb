import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Lab } from './lab.ts'
import { reportOf, told } from './report.ts'

test('the IOMMU of AMD is told, with its groups', async () => {
  await using lab = await Lab.boot('lab-amd', 'amd')
  const report = reportOf(await lab.stroj(['host', '--format', 'json']))
  const { iommu } = report.inventory.devices
  assert.deepEqual([iommu.kind, iommu.enabled, iommu.announced, iommu.interruptRemapping], ['amd', true, true, true])
  const groups = (await lab.ok(['ls', '/sys/kernel/iommu_groups'])).trim().split('\n').map(Number)
  assert.deepEqual(new Set(iommu.groups.map(({ id }) => id)), new Set(groups))
  assert.match(told(report, 'IOMMU'), /AMD-Vi/)
})
