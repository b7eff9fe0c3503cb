import * as z from 'zod'

/** Control groups: how instances are kept to their share. */
export const HostCgroups = z.strictObject({
  version: z.enum(['v2', 'v1', 'hybrid', 'none']),
  controllers: z.array(z.string()).describe('those that the kernel has'),
  delegated: z
    .array(z.string())
    .describe('those that stroj may use in its own group without being root; all of them for root'),
})
export type HostCgroups = z.infer<typeof HostCgroups>

/** Whether ordinary users may make user namespaces, and what is missing for it. */
export const HostNamespaces = z.strictObject({
  user: z.boolean(),
  most: z.int().nullable().describe('user.max_user_namespaces'),
  restrictedBy: z.string().nullable().describe('the sysctl or the security module that denies them'),
})
export type HostNamespaces = z.infer<typeof HostNamespaces>
