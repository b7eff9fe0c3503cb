import * as z from 'zod'

/** What the guest agent answers to the commands in use (QEMU, docs/interop/qemu-ga-ref). All of it is the guest's word. */
export const agentReplies = {
  'guest-exec': z.object({ pid: z.int() }),
  'guest-exec-status': z.object({
    exited: z.boolean(),
    exitcode: z.int().optional(),
    signal: z.int().optional(),
    'out-data': z.string().optional(),
    'err-data': z.string().optional(),
    'out-truncated': z.boolean().optional(),
    'err-truncated': z.boolean().optional(),
  }),
  // Only a refusal is ever answered (success-response: false).
  'guest-shutdown': z.unknown(),
  'guest-set-time': z.unknown(),
  'guest-fsfreeze-freeze': z.int(),
  'guest-fsfreeze-thaw': z.int(),
  'guest-get-vcpus': z.array(
    z.object({ 'logical-id': z.int(), online: z.boolean(), 'can-offline': z.boolean().optional() }),
  ),
  'guest-set-vcpus': z.int(),
  'guest-network-get-interfaces': z.array(
    z.object({
      name: z.string(),
      statistics: z.object({ 'rx-bytes': z.number(), 'tx-bytes': z.number() }).optional(),
      'ip-addresses': z.array(z.object({ 'ip-address': z.string() })).optional(),
    }),
  ),
}

export type AgentCommand = keyof typeof agentReplies
export type AgentReply<C extends AgentCommand> = z.infer<(typeof agentReplies)[C]>

/** One line from the agent: a value, or its refusal. Undefined when it is neither. */
export function parseAnswer(line: string): { readonly value: unknown } | { readonly refusal: string } | undefined {
  try {
    const answer = Answer.safeParse(JSON.parse(line))
    return answer.data
  } catch {
    return undefined
  }
}

const Answer = z.union([
  z.object({ return: z.unknown() }).transform((m) => ({ value: m.return })),
  z.object({ error: z.object({ desc: z.string() }) }).transform((m) => ({ refusal: m.error.desc })),
])
