/**
 * Keeps all calls of a job within its limits of requests, tokens, calls in flight, time and money,
 * however many tasks make them. Open {@code Budget} first for the limits, then {@link
 * io.shoken.llm.budget.JobBudget} (driver) and {@link io.shoken.llm.budget.BudgetClient}
 * (executors).
 */
package io.shoken.llm.budget;
