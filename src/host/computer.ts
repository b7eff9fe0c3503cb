import { availableParallelism, machine, release, totalmem } from 'node:os'

export type Computer = {
  /** As uname(1) -m calls it, such as x86_64. */
  readonly architecture: string
  /** Release of the running kernel, such as 6.1.0-26-amd64. */
  readonly kernel: string
  /** Processors that we may use (sched_getaffinity(2)). */
  readonly cpus: number
  readonly memoryBytes: number
}

/** This computer, as the kernel tells it. */
export function thisComputer(): Computer {
  return { architecture: machine(), kernel: release(), cpus: availableParallelism(), memoryBytes: totalmem() }
}
