/** The answer of a planner: a plan, or why not. */
export type Verdict<Plan, Refusal> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusal: Refusal }

/** The verdict yes. */
export function approve<Plan>(plan: Plan): { readonly ok: true; readonly plan: Plan } {
  return { ok: true, plan }
}

/** The verdict no, with its reason. */
export function refuse<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** The plan, or the refusal thrown. */
export function settle<Plan, Refusal extends Error>(verdict: Verdict<Plan, Refusal>): Plan {
  if (!verdict.ok) throw verdict.refusal
  return verdict.plan
}
