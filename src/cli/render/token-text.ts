import type { Token } from '../../model/access.ts'
import type { Column } from './table.ts'
import { ago, span } from './time.ts'

export function tokenColumns(now: Date): readonly Column<Token>[] {
  return [
    { header: 'NAME', text: ({ name }) => name },
    { header: 'MAY', text: ({ role }) => (role === 'full' ? 'do everything' : 'look'), plain: ({ role }) => role },
    { header: 'MADE', text: ({ createdAt }) => ago(createdAt, now), plain: ({ createdAt }) => createdAt },
    {
      header: 'EXPIRES',
      text: ({ expiresAt }) => expiry(expiresAt, now),
      plain: ({ expiresAt }) => expiresAt ?? '',
    },
  ]
}

function expiry(expiresAt: string | null, now: Date): string {
  if (expiresAt === null) return 'never'
  const seconds = Math.ceil((Date.parse(expiresAt) - now.getTime()) / 1000)
  return seconds > 0 ? `in ${span(seconds)}` : 'has expired'
}
